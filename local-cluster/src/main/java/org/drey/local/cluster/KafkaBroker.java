package org.drey.local.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.event.TopicNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker with its controller, in this JVM, on free ports of this machine.
 *
 * <p>Wired from the parts that Kafka's own main wires, because that main hides which port it got.
 * They are Kafka's internals: this is the one class that knows them.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);

  /** The file that Kafka writes into a folder that it can use. */
  private static final String FORMATTED = "meta.properties";

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final ControllerServer controller;
  private final BrokerServer broker;

  private KafkaBroker(ControllerServer controller, BrokerServer broker) {
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Starts a broker; returns when it takes requests.
   *
   * @param folder an empty folder for its log
   */
  public static KafkaBroker start(Path folder) {
    return start(folder, new Properties());
  }

  /**
   * Starts a broker with its own settings, such as more listeners and who may do what.
   *
   * @param folder a folder for its log: empty, or that of a broker that was closed and goes on
   * @param more settings that are added, or take another's place
   */
  public static KafkaBroker start(Path folder, Properties more) {
    Properties properties = properties(folder);
    properties.putAll(more);
    KafkaConfig config = KafkaConfig.fromProps(properties);
    format(folder, newClusterId(), 1);
    var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
    var voters = new CompletableFuture<Map<Integer, InetSocketAddress>>();
    SharedServer shared =
        new SharedServer(
            config,
            directories._1(),
            Time.SYSTEM,
            new Metrics(),
            voters,
            List.of(),
            faults(),
            ServerSocketFactory.INSTANCE);
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    BrokerServer broker = new BrokerServer(shared);
    var unused =
        controller
            .socketServerFirstBoundPortFuture()
            .thenAccept(
                port -> voters.complete(Map.of(1, new InetSocketAddress("localhost", port))));
    try {
      controller.startup();
      broker.startup();
    } catch (Throwable e) {
      controller.shutdown(); // the broker has shut itself down
      throw e;
    }
    return new KafkaBroker(controller, broker);
  }

  /**
   * Returns the settings of a broker that is its own controller, on this machine.
   *
   * @param voters all controllers, as Kafka writes them
   * @param protocol that clients and brokers speak, as Kafka calls it: also its listener's name
   */
  public static Properties node(
      int id, String voters, String protocol, int port, int controllerPort, Path data) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(id));
    p.put("controller.quorum.voters", voters);
    p.put(
        "listeners",
        "%s://localhost:%d,CONTROLLER://localhost:%d".formatted(protocol, port, controllerPort));
    p.put("controller.listener.names", "CONTROLLER");
    p.put("listener.security.protocol.map", "%1$s:%1$s,CONTROLLER:%1$s".formatted(protocol));
    p.put("security.inter.broker.protocol", protocol);
    p.put("log.dirs", data.toString());
    return p;
  }

  private static Properties properties(Path folder) {
    // The real port is handed over at start.
    Properties p = node(1, "1@localhost:0", "PLAINTEXT", 0, 0, folder);
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("log.cleaner.dedupe.buffer.size", "4194304"); // it is taken at once, usually 128 MB
    p.put("auto.create.topics.enable", "false");
    p.put("log.retention.ms", "-1"); // the events are old by their time and must stay
    return p;
  }

  /** Returns an id for a new cluster of brokers. */
  public static String newClusterId() {
    return Uuid.randomUuid().toString();
  }

  /** Makes a folder one that Kafka can use, if it is not one already. */
  public static void format(Path folder, String clusterId, int node) {
    if (Files.exists(folder.resolve(FORMATTED))) {
      return;
    }
    try {
      new Formatter()
          .setClusterId(clusterId)
          .setNodeId(node)
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Kafka cannot use the folder " + folder, e);
    }
  }

  /** Kafka's own would end the process. */
  private static FaultHandlerFactory faults() {
    return (name, fatal, action) ->
        (FaultHandler)
            (message, error) -> {
              LOG.error("{}: {}", name, message, error);
              return new IllegalStateException(message, error);
            };
  }

  /** Returns where clients find the broker. */
  public String bootstrap() {
    return bootstrap("PLAINTEXT");
  }

  /** Returns where clients find one of its listeners. */
  public String bootstrap(String listener) {
    return "localhost:" + broker.boundPort(ListenerName.normalised(listener));
  }

  /** The properties of a client. */
  public Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrap());
    return properties;
  }

  /**
   * Creates Drey's topics. Input records bear the time at which the broker took them, against which
   * the age of events is judged; hits that of their queries.
   */
  public void createTopics(int partitions) throws Exception {
    createTopics(partitions, new HashSet<>(TopicNames.ALL), Set.of(TopicNames.BLOCKLIST_HITS));
  }

  /**
   * The same for a world of the past: input records, verdicts and erasures bear the times at which,
   * as their producers say, they arrived.
   */
  public void createTopicsOfThePast(int partitions) throws Exception {
    createTopicsOfThePast(partitions, Set.of());
  }

  /**
   * The same with topics of providers' own.
   *
   * @param inputs the names of topics for input records; those of streams are created in any case
   */
  public void createTopicsOfThePast(int partitions, Set<String> inputs) throws Exception {
    Set<String> producersTimes = new HashSet<>(inputs);
    producersTimes.addAll(TopicNames.INPUTS);
    producersTimes.add(TopicNames.BLOCKLIST_HITS);
    producersTimes.addAll(RecordedFolder.BESIDE_STREAMS);
    Set<String> names = new HashSet<>(TopicNames.ALL);
    names.addAll(inputs);
    createTopics(partitions, names, producersTimes);
  }

  private void createTopics(int partitions, Set<String> names, Set<String> producersTimes)
      throws Exception {
    create(BrokerTopics.named(names, partitions, producersTimes));
  }

  /** Creates topics; returns when each partition has its leader. */
  public void create(Collection<NewTopic> topics) throws Exception {
    BrokerTopics.create(client(), topics);
  }

  @Override
  public void close() throws IOException {
    broker.shutdown(CLOSE_WITHIN);
    controller.shutdown();
  }
}
