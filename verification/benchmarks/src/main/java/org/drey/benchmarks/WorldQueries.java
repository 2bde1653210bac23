package org.drey.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.event.TopicNames;
import org.drey.local.cluster.LocalJobs;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.PartitionIdleness;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.jspecify.annotations.Nullable;

/** Queries that match nothing: the detection job, whose rules read them, beside a pass-through. */
final class WorldQueries {
  /** The compiler works through the first rounds. */
  private static final int WARM_UP = 3;

  /** The share before which nothing counts: a job has to start, and what it runs to be compiled. */
  private static final double BEGIN = 0.5;

  /** The share after which nothing counts: partitions end apart. */
  private static final double END = 0.95;

  private static final int RULES = 10;

  /** Nine tenths of the pass-through job's throughput. */
  private static final double MAX_RATIO = 1 / 0.9;

  private static final Set<String> TOPIC = Set.of(TopicNames.DNS_QUERIES);

  private final MeasuringCommand report;
  private final long count;
  private final RuleSet rules = rules();
  private final Figures detection = new Figures();
  private final Figures passThrough = new Figures();
  private final MeasuredSamples clockRatio = new MeasuredSamples();
  private final MeasuredSamples cpuRatio = new MeasuredSamples();

  private static final class Figures {
    final MeasuredSamples clock = new MeasuredSamples();
    final MeasuredSamples cpu = new MeasuredSamples();

    void add(BenchmarkStage.Cost cost) {
      clock.add(cost.clock());
      cpu.add(cost.cpu());
    }
  }

  /**
   * A measurement.
   *
   * @param count how many queries each job reads in each round
   */
  WorldQueries(MeasuringCommand report, long count) {
    this.report = report;
    this.count = count;
  }

  /** Sends the queries once, then has both jobs read them in turn. */
  void measure(Path folder) throws Exception {
    report.note(
        "Broker, Flink and one job at a time share this process; CPU time is all threads'.");
    report.note(
        "The second half of a round counts, and three rounds do not: a job starts and is compiled.");
    report.progress("starting Kafka and Flink");
    try (BenchmarkStage stage = BenchmarkStage.start(folder, BenchmarkStage.PARTITIONS)) {
      stage.kafka().createTopics(BenchmarkStage.PARTITIONS);
      report.progress("sending " + count + " queries");
      send(stage.kafka().client());
      report.inRounds(WARM_UP, 9, round -> round(stage, round));
    }
    MeasuringCommand.FigureTable table =
        report.table(
            "Queries that match nothing, " + RULES + " rules: all kinds",
            "job | thousand queries/s, median | ns a query, median | ns a query, min"
                + " | CPU ns a query, all of the process, median | CPU ns a query, min"
                + " | throughput of pass-through | CPU of pass-through");
    row(table, "pass-through", passThrough, 1, 1);
    row(table, "detection", detection, 1 / clockRatio.median(), cpuRatio.median());
    report.promise("time a query, of the pass-through job", clockRatio.median(), MAX_RATIO);
    report.promise("CPU time a query, of the pass-through job", cpuRatio.median(), MAX_RATIO);
  }

  private static void row(
      MeasuringCommand.FigureTable table, String job, Figures its, double throughput, double cpu) {
    table.row(
        job,
        1e6 / its.clock.median(),
        its.clock.median(),
        its.clock.min(),
        its.cpu.median(),
        its.cpu.min(),
        throughput,
        cpu);
  }

  /** Rules over single queries, and one that counts what they find, so that a score reads it. */
  private static RuleSet rules() {
    String all =
        IntStream.range(0, RULES).mapToObj(i -> "rule_" + i).collect(Collectors.joining(", "));
    String counted =
        BenchmarkRules.correlation(
            RULES, "counted", "event_count", all, List.of("subject"), "30d", "gte: 3");
    return BenchmarkRules.compile(
        Stream.concat(
                IntStream.range(0, RULES).mapToObj(BenchmarkRules.LiteralKind.MIXED::rule),
                Stream.of(counted))
            .toList());
  }

  /** Puts all on the topic, the partitions in turn; returns when the broker has them. */
  private void send(Properties kafka) {
    InventedQueries queries = new InventedQueries(report.seed());
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long number = 0; number < count; number++) {
        int partition = (int) (number % BenchmarkStage.PARTITIONS);
        var unused =
            producer.send(
                new ProducerRecord<>(
                    TopicNames.DNS_QUERIES, partition, null, queries.encoded(number)),
                (@Nullable RecordMetadata metadata, @Nullable Exception error) ->
                    failure.compareAndSet(null, error));
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the broker did not take every query", failure.get());
    }
  }

  private void round(BenchmarkStage stage, int round) throws Exception {
    boolean detectionFirst = round % 2 != 0;
    BenchmarkStage.Cost first = run(stage, detectionFirst);
    BenchmarkStage.Cost second = run(stage, !detectionFirst);
    if (round < 0) {
      return;
    }
    BenchmarkStage.Cost ours = detectionFirst ? first : second;
    BenchmarkStage.Cost beside = detectionFirst ? second : first;
    detection.add(ours);
    passThrough.add(beside);
    clockRatio.add(ours.clock() / beside.clock());
    cpuRatio.add(ours.cpu() / beside.cpu());
  }

  /** Returns what a query takes a job that reads all of the topic, from its beginning. */
  private BenchmarkStage.Cost run(BenchmarkStage stage, boolean isDetection) throws Exception {
    JobSettings settings = stage.settings(BenchmarkStage.everyInput(), "");
    JobClient job = isDetection ? start(stage, settings) : stage.startPassThrough(settings);
    try {
      BenchmarkStage.Cost cost = BenchmarkStage.follow(job, TOPIC, count, BEGIN, END);
      long matched = BenchmarkStage.counted(job, TOPIC, "matched");
      if (matched > 0) {
        throw new IllegalStateException(matched + " queries matched a rule; take another seed");
      }
      return cost;
    } finally {
      BenchmarkStage.end(job);
    }
  }

  private JobClient start(BenchmarkStage stage, JobSettings settings) throws Exception {
    LocalJobs.Detection readsWithoutRules =
        new LocalJobs.Detection(
            rules,
            DetectionInputs.alone(rules, settings.configuration()),
            PartitionIdleness.Source.measured(settings.configuration().time().idleAfter()));
    return stage.jobs(settings).startDetection(readsWithoutRules, BenchmarkStage.PARTITIONS, null);
  }
}
