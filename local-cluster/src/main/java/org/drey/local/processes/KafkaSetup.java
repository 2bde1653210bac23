package org.drey.local.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.base.AtomicFile;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.processes.ProcessFolder.PlannedProcess;

/**
 * A folder with the configuration and the data of Kafka brokers, each its own controller, and the
 * commands that start them.
 */
public final class KafkaSetup {
  /** The settings of every deployment, beside those that are added here. */
  private static final String EVERYWHERE = "/conf/kafka.properties";

  private static final String CLUSTER = "cluster.id";

  /** TLS, in which both sides show a certificate. */
  private static final String PROTOCOL = "SSL";

  private final Path folder;
  private final List<Integer> ports;
  private final List<Integer> controllerPorts;
  private final PeerKey peers;

  /**
   * Brokers on this machine.
   *
   * @param ports for clients, one of each broker
   * @param controllerPorts for the brokers among themselves
   */
  public KafkaSetup(Path folder, List<Integer> ports, List<Integer> controllerPorts) {
    this.folder = folder;
    this.ports = List.copyOf(ports);
    this.controllerPorts = List.copyOf(controllerPorts);
    this.peers = new PeerKey(folder);
  }

  /** Returns whether its brokers ask clients for a key: those of early versions do not. */
  public boolean hasKey() {
    return peers.exists();
  }

  /** Returns where clients find the brokers. */
  public String bootstrap() {
    return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
  }

  /** Returns the properties of a client. */
  public Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrap());
    if (hasKey()) {
      properties.setProperty("security.protocol", PROTOCOL);
      properties.putAll(peers.ofKafka());
    }
    return properties;
  }

  /** Writes the properties of a client, with which any program of its owner reaches the brokers. */
  public void writeClient(Path file) throws IOException {
    peers.create();
    Properties client = client();
    AtomicFile.writePrivate(file, out -> client.store(out, null));
  }

  /** Returns how many brokers have each record. */
  public short replication() {
    return (short) Math.min(ports.size(), 3);
  }

  /**
   * Writes the configuration of a broker, and makes its folder and the key where there is none.
   *
   * @param index from 0
   */
  public PlannedProcess broker(String name, int index) throws IOException {
    Path data = folder.resolve(name);
    Files.createDirectories(data);
    KafkaBroker.format(data, clusterId(), index + 1);
    peers.create();
    Path file = folder.resolve(name + ".properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties(data, index).store(out, null);
    }
    Path log = Files.writeString(folder.resolve("log4j.properties"), JavaCommand.consoleLog("%m"));
    List<String> options =
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.io.tmpdir=" + folder,
            "-Dlog4j2.configurationFile=" + log.toUri());
    return new PlannedProcess(
        name,
        JavaCommand.ofAll(options, "kafka.Kafka", List.of(file.toString())),
        folder,
        List.of(ports.get(index), controllerPorts.get(index)));
  }

  /** All brokers of a cluster have one. */
  private String clusterId() throws IOException {
    Path file = folder.resolve(CLUSTER);
    if (!Files.exists(file)) {
      Files.writeString(file, KafkaBroker.newClusterId());
    }
    return Files.readString(file).strip();
  }

  private Properties properties(Path data, int index) throws IOException {
    Properties p = new Properties();
    try (InputStream in =
        Objects.requireNonNull(KafkaSetup.class.getResourceAsStream(EVERYWHERE))) {
      p.load(in);
    }
    int port = ports.get(index);
    p.putAll(
        KafkaBroker.node(index + 1, voters(), PROTOCOL, port, controllerPorts.get(index), data));
    p.put("advertised.listeners", PROTOCOL + "://localhost:" + port);
    p.putAll(peers.ofKafka());
    p.put("ssl.client.auth", "required");
    addReplication(p);
    return p;
  }

  private void addReplication(Properties p) {
    String copies = Short.toString(replication());
    String inSync = replication() > 1 ? "2" : "1";
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      p.put(topic + ".replication.factor", copies);
      p.put(topic + ".num.partitions", "4");
    }
    p.put("transaction.state.log.min.isr", inSync);
    p.put("share.coordinator.state.topic.replication.factor", copies);
    p.put("share.coordinator.state.topic.min.isr", inSync);
    p.put("min.insync.replicas", inSync);
  }

  private String voters() {
    List<String> voters = new ArrayList<>();
    IntStream.range(0, ports.size())
        .forEach(i -> voters.add((i + 1) + "@localhost:" + controllerPorts.get(i)));
    return String.join(",", voters);
  }
}
