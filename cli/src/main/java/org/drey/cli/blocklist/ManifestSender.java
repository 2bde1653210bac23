package org.drey.cli.blocklist;

import java.io.IOException;
import java.util.Properties;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.TopicNames;
import org.drey.topics.TopicWriter;

/** Announces manifests on {@code blocklist-control}, where the jobs follow them. */
public final class ManifestSender {
  private final TopicWriter<ListManifest> topic;

  /**
   * A sender.
   *
   * @param kafka the client's properties; they are not changed
   * @param topicPrefix what the names of all topics begin with
   */
  public ManifestSender(Properties kafka, String topicPrefix) {
    this.topic =
        new TopicWriter<>(kafka, topicPrefix + TopicNames.BLOCKLIST_CONTROL, ListManifest.class);
  }

  /**
   * Sends a manifest that is in the store already, and waits until the brokers have it.
   *
   * @throws IOException if they do not take it; says why
   */
  public void send(PublishedManifest manifest) throws IOException, InterruptedException {
    var unused = topic.send(manifest.listId(), ManifestRecords.of(manifest));
  }
}
