package org.drey.cli.blocklist;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.terminal.CountedNoun;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that put a list in force: in which folder, and who is to know of it. */
final class InForceOptions {
  @Mixin private StoreOption lists = new StoreOption();
  @Mixin private ControlTopic topic = new ControlTopic();

  @Option(names = "--json", description = "Prints the manifest.")
  private boolean json;

  /** The folder, unless brokers are named that it could never be announced to. */
  ListStore store() throws IOException {
    ListKey key = lists.key();
    return new ListStore(lists.folder(), key, topic.announced(key));
  }

  /** The folder's name. */
  Path folder() {
    return lists.folder();
  }

  /** Returns whether there is a topic to announce to. */
  boolean isAnnounced() {
    return topic.isGiven();
  }

  /** Announces what is in the folder already. */
  void announce(PublishedManifest manifest) throws IOException {
    topic.announce(manifest);
  }

  /** Prints what was put in force. */
  void print(PublishedManifest manifest, PrintWriter out) {
    out.println(
        json
            ? manifest.toJson()
            : String.format(
                "list %s: version %s in force, announcement %d, %s%s",
                manifest.listId(),
                manifest.list().version(),
                manifest.sequence(),
                CountedNoun.of(manifest.deltas().size(), "difference", "differences"),
                topic.isGiven() ? "" : "; not announced to Kafka (--bootstrap)"));
  }
}
