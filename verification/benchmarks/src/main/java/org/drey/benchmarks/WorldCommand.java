package org.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.local.cluster.LocalJobs;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.topics.RecordProducer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The needs of detection: a generated world by the whole job, queries that match nothing, payments
 * and people.
 */
@Command(
    name = "world",
    mixinStandardHelpOptions = true,
    description =
        "CPU time and state that detection takes: a generated world, queries that match nothing,"
            + " a payment, people.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run world                             a generated world, through the whole job",
      "  verification/benchmarks/run world --queries 30000000          queries, beside a job that passes through",
      "  verification/benchmarks/run world --payment 1000              a payment, through all steps on RocksDB",
      "  verification/benchmarks/run world --people 200                what is kept of people who look benign",
      "  verification/benchmarks/run world --population 300 --rounds 1    a first look"
    })
final class WorldCommand extends MeasuringCommand {
  /** The compiler works through the first round. */
  private static final int WARM_UP = 1;

  /** The share of a world before which nothing counts. */
  private static final double BEGIN = 0.3;

  private static final int DAYS_OF_A_WORLD = 180;

  /** As long as state is kept, so that as much leaves it as comes in. */
  private static final int DAYS_OF_PAYMENTS = 240;

  @Option(
      names = "--population",
      paramLabel = "N",
      description = "People of the world (${DEFAULT-VALUE}).")
  private int population = 4_000;

  @Option(
      names = "--days",
      paramLabel = "N",
      description =
          "Days that are generated, 30 to 240 (180); with --payment and --people, days that go by"
              + " before anything is measured (240).")
  private @Nullable Integer days;

  @Option(
      names = "--every",
      split = ",",
      paramLabel = "N",
      description = "With --people: every how many days each pays (default: ${DEFAULT-VALUE}).")
  private List<Integer> every = List.of(1, 7, 30);

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "With --payment and --people: rules in this folder (default: the catalogue).")
  private @Nullable Path rules;

  @Option(
      names = "--queries",
      arity = "0..1",
      fallbackValue = "30000000",
      paramLabel = "N",
      description =
          "Instead: queries that match nothing, so many in each round (30,000,000), beside a job"
              + " that passes through.")
  private @Nullable Integer queries;

  @Option(
      names = "--payment",
      arity = "0..1",
      fallbackValue = "1000",
      paramLabel = "N",
      description =
          "Instead: a payment that rules want, through all steps on RocksDB; so many a day"
              + " (1,000), of which each round has one.")
  private @Nullable Integer payment;

  @Option(
      names = "--people",
      arity = "0..1",
      fallbackValue = "200",
      paramLabel = "N",
      description =
          "Instead: bytes of state of people whom benign rules are for, so many of each kind"
              + " (200), and of a country.")
  private @Nullable Integer people;

  @Override
  void measure(Path folder) throws Exception {
    onlyOne("--queries, --payment or --people", queries != null, payment != null, people != null);
    if (queries != null) {
      new WorldQueries(this, queries).measure(folder);
    } else if (payment == null && people == null) {
      world(folder);
    } else {
      RuleSet chosen =
          rules == null
              ? BenchmarkRules.catalogue()
              : StreamRegistry.compile(RuleFile.readAll(rules), DreyConfiguration.DEFAULT);
      WorldPayments payments =
          new WorldPayments(this, chosen, days == null ? DAYS_OF_PAYMENTS : days);
      if (payment != null) {
        payments.measure(payment);
      } else if (people != null) {
        payments.measurePeople(people, every);
      }
    }
  }

  /** Sends the world once, then has the job read it, again and again from the beginning. */
  private void world(Path folder) throws Exception {
    note("A record's bytes are those of its value, not compressed; Kafka's own are not in.");
    note("Broker, Flink and the job share this process. The first 3 of 10 records do not count.");
    note("State is a canonical savepoint, not compressed, with what was planted in the world.");
    int span = days == null ? DAYS_OF_A_WORLD : days;
    progress("making a world of " + population + " people");
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(seed(), population, span));
    FigureTable records = table("Records on the wire", "topic | records | bytes a record");
    world
        .arrivals()
        .forEach(
            (topic, items) -> {
              if (!items.isEmpty()) {
                long bytes = items.stream().mapToLong(item -> item.avro().length).sum();
                records.row(topic, items.size(), (double) bytes / items.size());
              }
            });
    MeasuredSamples cpu = new MeasuredSamples();
    MeasuredSamples state = new MeasuredSamples();
    long[] read = new long[1];
    progress("starting Kafka and Flink");
    try (BenchmarkStage stage = BenchmarkStage.start(folder, BenchmarkStage.PARTITIONS)) {
      stage.kafka().createTopicsOfThePast(BenchmarkStage.PARTITIONS);
      send(world, stage.kafka().client());
      inRounds(
          WARM_UP,
          3,
          round -> {
            RunCost cost = run(stage, world);
            read[0] = cost.records();
            if (round >= 0) {
              cpu.add(cost.cpuNanos() / 1e3);
              state.add((double) cost.stateBytes());
            }
          });
    }
    table(
            "The detection job with the catalogue",
            "people | days | records read | CPU us a record, all of the process, median"
                + " | CPU us a record, min | CPU us a record, max | state, bytes"
                + " | state, bytes a person")
        .row(
            population,
            span,
            read[0],
            cpu.median(),
            cpu.min(),
            cpu.max(),
            Math.round(state.median()),
            state.median() / population);
  }

  /** Sends what the providers of the world send; returns when the broker has it. */
  private void send(SyntheticWorld world, Properties kafka) throws Exception {
    progress("sending its records");
    try (KafkaProducer<byte[], byte[]> producer = RecordProducer.open(kafka)) {
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

  /**
   * The cost of one run.
   *
   * @param records that the job has read
   * @param cpuNanos CPU time of all of the process a record
   * @param stateBytes of the savepoint at the end
   */
  private record RunCost(long records, double cpuNanos, long stateBytes) {}

  /** Returns what it costs to read all of it, with no state at the beginning. */
  private static RunCost run(BenchmarkStage stage, SyntheticWorld world) throws Exception {
    JobSettings settings = stage.settings(world.configuration(), "");
    LocalJobs.Detection parts = LocalJobs.Detection.live(BenchmarkRules.catalogue(), settings);
    LocalJobs jobs = stage.jobs(settings);
    JobClient job = jobs.startDetection(parts, BenchmarkStage.PARTITIONS, null);
    DetectionInputs inputs = parts.inputs();
    Set<String> topics =
        inputs.streams().stream()
            .filter(inputs::reads)
            .map(StreamDefinition::topic)
            .filter(world.arrivals()::containsKey)
            .collect(Collectors.toUnmodifiableSet());
    long all =
        topics.stream()
            .mapToLong(topic -> world.arrivals().getOrDefault(topic, List.of()).size())
            .sum();
    BenchmarkStage.Cost cost = BenchmarkStage.follow(job, topics, all, BEGIN, 1);
    jobs.checkpoint(); // what was read has come to the end: Flink stops no job that is held up
    return new RunCost(all, cost.cpu(), sizeOf(jobs.stopDetection()));
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
}
