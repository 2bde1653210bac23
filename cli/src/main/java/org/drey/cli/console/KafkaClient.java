package org.drey.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What {@code --bootstrap} and {@code --kafka} say of the brokers. */
public final class KafkaClient {
  private KafkaClient() {}

  /** The properties of the file, with the brokers that are named. */
  public static Properties properties(@Nullable String bootstrap, @Nullable Path file)
      throws IOException {
    Properties properties = new Properties();
    if (file != null) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      }
    }
    if (bootstrap != null) {
      properties.setProperty("bootstrap.servers", bootstrap);
    }
    return properties;
  }

  /** Why no broker can have the address; empty if one may. */
  public static Optional<String> wrongAddress(Properties properties) {
    String brokers = properties.getProperty("bootstrap.servers", "");
    try {
      List<InetSocketAddress> unused =
          ClientUtils.parseAndValidateAddresses(List.of(brokers.split(",")), "use_all_dns_ips");
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
