package org.drey.cli.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.drey.alerts.source.KafkaTopics;
import org.drey.cli.console.KafkaClient;
import org.drey.cli.console.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which brokers, and how to reach them. */
final class TopicOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers whose topics have the alerts.")
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
  private String prefix = "";

  boolean areGiven() {
    return bootstrap != null || properties != null;
  }

  String prefix() {
    return prefix;
  }

  /** The client's properties; an address that no broker can have is refused. */
  Properties client() throws IOException {
    Properties client = KafkaClient.properties(bootstrap, properties);
    Optional<String> wrong = KafkaClient.wrongAddress(client);
    if (wrong.isPresent()) {
      throw new UserError("--bootstrap: no broker can be reached. " + wrong.get());
    }
    return client;
  }

  KafkaTopics topics() throws IOException {
    return new KafkaTopics(client(), prefix);
  }
}
