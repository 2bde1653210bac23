package org.drey.terminal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.config.ConfigException;
import org.drey.base.SecretFile;
import org.drey.topics.BrokerFaults;
import org.drey.topics.ClientProperties;
import org.drey.topics.KafkaTopics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of Kafka: brokers, how to reach them, and how their topics are named. */
public final class KafkaOptions {
  /** The file that {@code ./drey up} writes. */
  private static final Path OF_CLUSTER = Path.of(".drey", "client.properties");

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers that have the topics.")
  private @Nullable String bootstrap;

  @Option(
      names = "--kafka",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, with or without --bootstrap.")
  private @Nullable Path file;

  @Option(
      names = "--topic-prefix",
      paramLabel = "P",
      description = "The prefix of all topic names.")
  private String prefix = "";

  /** Returns whether any brokers are named. */
  public boolean areGiven() {
    return bootstrap != null || file != null;
  }

  /** The option that names the brokers. */
  private String named() {
    return bootstrap == null ? "--kafka" : "--bootstrap";
  }

  /** Returns what the names of all topics begin with. */
  public String prefix() {
    return prefix;
  }

  /** Returns the topics of these brokers, to be read. */
  public KafkaTopics topics() throws IOException {
    return new KafkaTopics(client(), prefix);
  }

  /** Returns the client's properties; an address that no broker can have is refused. */
  public Properties client() throws IOException {
    return client(named() + ": no broker can be reached.");
  }

  /**
   * The properties of the file, with the brokers that are named; where only brokers are, and a
   * cluster of the present folder has them, its properties. An address that no broker can have is
   * refused.
   *
   * @param refusal how the refusal begins; what is wrong with the address follows
   */
  public Properties client(String refusal) throws IOException {
    Properties client = file == null ? ofCluster() : ClientProperties.read(file);
    if (bootstrap != null) {
      client.setProperty("bootstrap.servers", bootstrap);
    }
    String brokers = client.getProperty("bootstrap.servers", "");
    try {
      List<InetSocketAddress> unused =
          ClientUtils.parseAndValidateAddresses(List.of(brokers.split(",")), "use_all_dns_ips");
    } catch (ConfigException e) {
      throw new UserError(refusal + " " + e.getMessage());
    }
    new BrokerFaults(client).demandNoTlsUnasked();
    return client;
  }

  /** The properties of the present folder's cluster, if these are its brokers. */
  private Properties ofCluster() throws IOException {
    if (bootstrap == null || !Files.isReadable(OF_CLUSTER)) {
      return new Properties();
    }
    Properties cluster = ClientProperties.read(OF_CLUSTER);
    List<String> brokers = List.of(cluster.getProperty("bootstrap.servers", "").split(","));
    List<String> asked = List.of(bootstrap.replace("127.0.0.1:", "localhost:").split(","));
    if (!brokers.containsAll(asked)) {
      return new Properties();
    }
    SecretFile.demandSafe("the client properties in", OF_CLUSTER);
    return cluster;
  }
}
