package org.drey.benchmarks.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.topics.RecordProducer;

/** A broker with the records of a world, and a cluster on which the detection job reads them. */
final class WorldStage implements AutoCloseable {
  private static final int PARTITIONS = 2;

  /** The share before which nothing counts: a job has to start. */
  private static final double BEGIN = 0.3;

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);

  private final KafkaBroker kafka;
  private final FlinkCluster flink;
  private final SyntheticWorld world;
  private final Path folder;
  private int runs;

  /**
   * The cost of one run.
   *
   * @param records that the job has read
   * @param cpuNanos CPU time of all of the process a record
   * @param stateBytes of the savepoint at the end
   */
  record RunCost(long records, double cpuNanos, long stateBytes) {}

  private WorldStage(KafkaBroker kafka, FlinkCluster flink, SyntheticWorld world, Path folder) {
    this.kafka = kafka;
    this.flink = flink;
    this.world = world;
    this.folder = folder;
  }

  /** Starts broker and cluster, with empty topics. */
  static WorldStage start(Path folder, SyntheticWorld world) throws Exception {
    KafkaBroker kafka = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    kafka.createTopicsOfThePast(PARTITIONS);
    return new WorldStage(kafka, FlinkCluster.start(PARTITIONS, 0), world, folder);
  }

  /** Sends what the providers of the world send; returns when the broker has it. */
  void sendAll() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = RecordProducer.open(kafka.client())) {
      for (Map.Entry<String, List<WorldItem>> topic : world.arrivals().entrySet()) {
        for (WorldItem item : topic.getValue()) {
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      topic.getKey(), null, item.arrival().toEpochMilli(), null, item.avro()));
        }
      }
    }
  }

  /** Returns what it costs to read all of it, with no state at the beginning. */
  RunCost run() throws Exception {
    Path own = Files.createDirectory(folder.resolve("run-" + runs++));
    Path file = Files.writeString(own.resolve("config.yaml"), world.configuration());
    DreyConfiguration configuration = DreyConfiguration.read(file);
    RuleSet rules = BenchmarkRules.catalogue();
    JobSettings settings = new JobSettings(configuration, kafka.client(), "");
    LocalJobs.Detection parts = LocalJobs.Detection.live(rules, settings);
    LocalJobs jobs =
        new LocalJobs(flink, settings, own.resolve("checkpoints"), LocalJobs.AS_DEPLOYED);
    JobClient job = jobs.startDetection(parts, PARTITIONS, null);
    Set<String> topics = topicsOf(parts.inputs());
    long all = topics.stream().mapToLong(this::arrived).sum();
    double cost = costOf(job, topics, all);
    jobs.checkpoint(); // what was read has come to the end: Flink stops no job that is held up
    return new RunCost(all, cost, sizeOf(jobs.stopDetection()));
  }

  private long arrived(String topic) {
    return world.arrivals().getOrDefault(topic, List.of()).size();
  }

  private Set<String> topicsOf(DetectionInputs inputs) {
    return inputs.streams().stream()
        .filter(inputs::reads)
        .map(StreamDefinition::topic)
        .filter(topic -> world.arrivals().containsKey(topic))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static double costOf(JobClient job, Set<String> topics, long all) throws Exception {
    long until = System.nanoTime() + GIVE_UP_AFTER.toNanos();
    long begun = 0;
    long cpu = CpuTime.ofProcess();
    for (long read = 0; read < all; read = read(job, topics)) {
      if (begun == 0 && read >= BEGIN * all) {
        begun = read;
        cpu = CpuTime.ofProcess();
      }
      if (System.nanoTime() > until || job.getJobStatus().get().isTerminalState()) {
        throw new IllegalStateException("the job reads no more; its log says why");
      }
      boolean unused = ConditionWait.holdsWithin(LOOK_EVERY, () -> false);
    }
    return (double) (CpuTime.ofProcess() - cpu) / (all - begun);
  }

  private static long read(JobClient job, Set<String> topics) throws Exception {
    Map<String, Object> counts = job.getAccumulators().get();
    return topics.stream()
        .mapToLong(topic -> counts.get(topic + ".read") instanceof Long count ? count : 0)
        .sum();
  }

  private static long sizeOf(Path savepoint) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(savepoint)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    flink.close();
    kafka.close();
  }
}
