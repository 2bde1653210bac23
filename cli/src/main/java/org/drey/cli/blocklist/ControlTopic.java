package org.drey.cli.blocklist;

import java.io.IOException;
import java.util.Properties;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.AnnouncedVersion;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.UserError;
import org.drey.topics.KafkaTopics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** Announces what is in force to the jobs, if brokers are named. */
final class ControlTopic {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  private @Nullable AnnouncedOnTopic announced;

  /** Returns whether there is a topic to announce to. */
  boolean isGiven() {
    return kafka.areGiven();
  }

  /**
   * Returns what was announced with a key; nothing is known without brokers. Refuses an address
   * that no broker can have, before anything is put in force.
   */
  AnnouncedVersion announced(ListKey key) throws IOException {
    if (!isGiven()) {
      return AnnouncedVersion.NOTHING;
    }
    announced = new AnnouncedOnTopic(new KafkaTopics(settings(), kafka.prefix()), key);
    return announced;
  }

  /** Sends a manifest that is in the store already, and waits until the brokers have it. */
  void announce(PublishedManifest manifest) throws IOException {
    if (!isGiven()) {
      return;
    }
    ManifestSender sender = new ManifestSender(settings(), kafka.prefix());
    try {
      if (announced != null) {
        announced.check();
      }
      sender.send(manifest);
    } catch (IOException e) {
      throw notAnnounced(manifest, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notAnnounced(manifest, "it was interrupted");
    }
  }

  private Properties settings() throws IOException {
    return kafka.client("Nothing is put in force: the brokers cannot be reached.");
  }

  private static UserError notAnnounced(PublishedManifest manifest, @Nullable String why) {
    return new UserError(
        "List "
            + manifest.listId()
            + " is in force in the folder, but "
            + why
            + (String.valueOf(why).endsWith(".") ? "" : ".")
            + " Once Kafka answers, run this again, or './drey blocklist publish --renew "
            + manifest.listId()
            + "' with the same options.");
  }
}
