package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.drey.blocklist.publish.Manifest;
import org.drey.cli.console.KafkaClient;
import org.drey.cli.console.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Announces what is in force to the jobs, if brokers are named. */
final class ControlTopic {
  private static final String WAIT_MILLIS = "30000";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers to announce it to.")
  private @Nullable String bootstrap;

  @Option(
      names = "--kafka",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, with or without --bootstrap.")
  private @Nullable Path properties;

  @Option(
      names = "--topic-prefix",
      paramLabel = "P",
      description = "What the names of all topics begin with.")
  private String topicPrefix = "";

  /** Whether there is a topic to announce to. */
  boolean isGiven() {
    return bootstrap != null || properties != null;
  }

  /** Refuses an address that no broker can have, before anything is put in force. */
  void check() throws IOException {
    if (!isGiven()) {
      return;
    }
    Optional<String> wrong = KafkaClient.wrongAddress(settings());
    if (wrong.isPresent()) {
      throw new UserError("Nothing is put in force: the brokers cannot be reached. " + wrong.get());
    }
  }

  /** Sends a manifest that is in the store already, and waits until the brokers have it. */
  void announce(Manifest manifest) throws IOException {
    if (!isGiven()) {
      return;
    }
    ManifestSender sender = new ManifestSender(settings(), topicPrefix);
    try {
      sender.send(manifest);
    } catch (IOException e) {
      throw notAnnounced(manifest, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notAnnounced(manifest, "it was interrupted");
    }
  }

  private Properties settings() throws IOException {
    Properties settings = new Properties();
    settings.setProperty("max.block.ms", WAIT_MILLIS);
    settings.setProperty("request.timeout.ms", WAIT_MILLIS);
    settings.setProperty("delivery.timeout.ms", WAIT_MILLIS);
    settings.putAll(KafkaClient.properties(bootstrap, properties));
    settings.setProperty("acks", "all");
    settings.setProperty("linger.ms", "0");
    return settings;
  }

  private static UserError notAnnounced(Manifest manifest, @Nullable String why) {
    return new UserError(
        "List "
            + manifest.listId()
            + " is in force in the folder, but "
            + why
            + ". Once Kafka answers, run this again, or './drey blocklist renew "
            + manifest.listId()
            + "' with the same options.");
  }
}
