package org.drey.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.benchmarks.InventedNames.InventedLists;
import org.drey.blocklist.index.ListIndex;
import org.drey.event.BlocklistHit;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.streaming.lists.ListSettings;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From a query in Kafka to its signal in Kafka: the blocklist job beside a job that only passes
 * through, at half of what the latter can do. Both run all the time, and one at a time is fed. And
 * from a payment to its alert, see {@link PaymentToAlert}.
 */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description =
        "From query to signal: the blocklist job beside a pass-through job, at half of the latter's"
            + " limit. Then from payment to alert, at intervals of checkpoints.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run latency                                           what is promised",
      "  verification/benchmarks/run latency --alerts                                  only alerts",
      "  verification/benchmarks/run latency --entries 10000 --seconds 3 --rounds 1 --signals    a"
          + " first look"
    })
final class LatencyCommand extends MeasuringCommand {
  private static final double WARM_UP_RATE = 5_000;
  private static final double FIRST_RATE = 4_000;
  private static final double RATE_STEP = 1.2;
  private static final int TRIES = 2;
  private static final int STEPS_A_PERIOD = 4;

  /** The delay above which a query is sent late. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A sender that reaches less of its rate has no time left itself. */
  private static final double ENOUGH = 0.97;

  /** Periods at the measured rate that do not count: the search has warmed up one job only. */
  private static final int WARM_UP_ROUNDS = 3;

  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The first part of a period does not count: caches and batches have to settle. */
  private static final double SETTLING = 0.2;

  private static final String CONFIGURATION =
      """
      streams:
        dns-queries: {legal_basis: 'invented data, no persons'}
        web-requests: {legal_basis: 'invented data, no persons'}
      """;

  @Option(names = "--entries", paramLabel = "N", description = "Names (${DEFAULT-VALUE}).")
  private int entries = 1_000_000;

  @Option(
      names = "--hits",
      converter = AtLeastZero.class,
      paramLabel = "PERCENT",
      description = "How many of a hundred queries are for listed names (${DEFAULT-VALUE}).")
  private int hits = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long a period is (${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(
      names = "--rate",
      converter = AtLeastZero.class,
      paramLabel = "N",
      description = "Queries a second (half of what the pass-through job keeps up with).")
  private int rate;

  @Option(names = "--signals", description = "Only from query to signal.")
  private boolean onlySignals;

  @Option(names = "--alerts", description = "Only from payment to alert.")
  private boolean onlyAlerts;

  @Option(
      names = "--checkpoints",
      paramLabel = "N",
      description = "From payment to alert: how many intervals a load lasts (${DEFAULT-VALUE}).")
  private int checkpoints = 8;

  @Option(
      names = "--payments",
      paramLabel = "N",
      description = "From payment to alert: payments a second that the machine holds (measured).")
  private @Nullable Integer payments;

  private enum Side {
    PASS_THROUGH("pass-through"),
    BLOCKLIST("blocklist");

    private final String job;

    Side(String job) {
      this.job = job;
    }

    String prefix() {
      return job + ".";
    }

    String topic(String name) {
      return prefix() + name;
    }
  }

  /** Each with a value a period: milliseconds, and CPU time of the process a query. */
  private static final class Figures {
    final MeasuredSamples p50 = new MeasuredSamples();
    final MeasuredSamples p99 = new MeasuredSamples();
    final MeasuredSamples most = new MeasuredSamples();
    final MeasuredSamples cpu = new MeasuredSamples();
  }

  private final Figures passThrough = new Figures();
  private final Figures blocklist = new Figures();

  private Figures figures(Side side) {
    return side == Side.BLOCKLIST ? blocklist : passThrough;
  }

  @Override
  void measure(Path folder) throws Exception {
    onlyOne("--signals or --alerts", onlySignals, onlyAlerts);
    if (!onlyAlerts) {
      measureSignals(Files.createDirectory(folder.resolve("signals")));
    }
    if (!onlySignals) {
      new PaymentToAlert(this, checkpoints, payments)
          .measure(Files.createDirectory(folder.resolve("alerts")));
    }
  }

  private void measureSignals(Path folder) throws Exception {
    note(
        "Times are the broker's, in whole milliseconds: from the record of the query to the record"
            + " of its signal.");
    note("Broker, Flink, the sender of queries and the reader of signals share this process.");
    progress("compiling a list of " + entries);
    Path list =
        InventedLists.write(
            InventedLists.compiled(new InventedNames(seed()), 0, entries),
            folder.resolve("benchmark.list"));
    ListIndex index = ListIndex.open(list, InventedLists.key());
    InventedQueries queries = new InventedQueries(seed(), entries, hits, index);
    progress("starting Kafka, Flink and both jobs");
    try (BenchmarkStage stage = BenchmarkStage.start(folder, 2 * BenchmarkStage.PARTITIONS)) {
      start(stage, folder, list);
      try (QueryLoad load = new QueryLoad(stage.kafka().client(), queries);
          SignalReader signals = new SignalReader(stage.kafka().client())) {
        measure(new Feed(load, signals));
      }
    }
  }

  private static void start(BenchmarkStage stage, Path folder, Path list) throws Exception {
    for (Side side : Side.values()) {
      stage.createTopics(side.prefix());
    }
    Path key =
        Files.createFile(
            folder.resolve("key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, InventedLists.SECRET);
    stage.startSignalling(stage.settings(CONFIGURATION, Side.PASS_THROUGH.prefix()));
    JobClient unused =
        stage
            .jobs(stage.settings(CONFIGURATION, Side.BLOCKLIST.prefix()))
            .startBlocklist(ListSettings.ofFile(list).withKey(key), BenchmarkStage.PARTITIONS);
  }

  /** Finds the pass-through job's limit, then feeds both in turn. */
  private void measure(Feed feed) throws Exception {
    double aSecond = rate > 0 ? rate : saturation(feed) / 2;
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      warmUp(feed, aSecond);
    }
    inRounds(
        0,
        9,
        round -> {
          for (Side side : Side.values()) {
            period(side, feed, aSecond);
          }
        });
    FigureTable table =
        table(
            "From query to signal, " + hits + " % hits among " + entries + " names",
            "job | queries/s | p50 ms, median | p99 ms, median | p99 ms, min | longest ms, median"
                + " | CPU ns a query, all of the process");
    for (Side side : Side.values()) {
      Figures its = figures(side);
      table.row(
          side.job,
          Math.round(aSecond),
          its.p50.median(),
          its.p99.median(),
          its.p99.min(),
          its.most.median(),
          its.cpu.median());
    }
    promise(
        "p99 of the blocklist job, of the pass-through job",
        blocklist.p99.median() / passThrough.p99.median(),
        2);
  }

  private Duration period() {
    return Duration.ofSeconds(seconds);
  }

  /** Feeds both for nothing. */
  private void warmUp(Feed feed, double aSecond) throws InterruptedException {
    for (Side side : Side.values()) {
      progress("warming up " + side.job + " at " + Math.round(aSecond) + " a second");
      SentQueries unused = feed.to(side, aSecond, period());
    }
  }

  /** Returns the highest rate at which the pass-through job keeps up, a fifth apart. */
  private double saturation(Feed feed) throws InterruptedException {
    warmUp(feed, WARM_UP_RATE);
    progress("finding the limit of the pass-through job");
    double saturation = 0;
    for (double next = FIRST_RATE; keepsUp(feed, next); next *= RATE_STEP) {
      saturation = next;
    }
    if (saturation == 0) {
      throw new IllegalStateException("this machine does not pass even the least load through");
    }
    return saturation;
  }

  /** Returns whether once as much is sent as is meant, and nothing is left to do at its end. */
  private boolean keepsUp(Feed feed, double aSecond) throws InterruptedException {
    Duration howLong = period().dividedBy(STEPS_A_PERIOD);
    for (int tries = 0; tries < TRIES; tries++) {
      long began = System.nanoTime();
      SentQueries sent = feed.to(Side.PASS_THROUGH, aSecond, howLong);
      long late = System.nanoTime() - began - howLong.toNanos();
      if (late < LATE_NANOS && sent.count() > ENOUGH * aSecond * howLong.toNanos() / 1e9) {
        return true;
      }
    }
    return false;
  }

  private void period(Side side, Feed feed, double aSecond) throws InterruptedException {
    long cpuBefore = ProcessUse.processNanos();
    SentQueries sent = feed.to(side, aSecond, period());
    Figures its = figures(side);
    its.cpu.add((double) (ProcessUse.processNanos() - cpuBefore) / sent.count());
    MeasuredSamples millis = new MeasuredSamples();
    long from = sent.first() + (long) (sent.count() * SETTLING);
    sent.taken()
        .forEach(
            (number, taken) -> {
              if (number >= from) {
                long came =
                    Objects.requireNonNull(
                        feed.signals().taken.get(number), "all that were sent have come by now");
                millis.add((double) (came - taken));
              }
            });
    its.p50.add(millis.median());
    its.p99.add(millis.quantile(0.99));
    its.most.add(millis.max());
  }

  /**
   * The queries that were sent.
   *
   * @param first number of the first query
   * @param taken when the broker took those that get a signal: milliseconds by number
   */
  private record SentQueries(long first, long count, Map<Long, Long> taken) {}

  private record Feed(QueryLoad load, SignalReader signals) {
    /** Sends, and waits until every signal is there. */
    SentQueries to(Side side, double aSecond, Duration howLong) throws InterruptedException {
      signals.taken.clear();
      SentQueries sent = load.send(side.topic(TopicNames.DNS_QUERIES), aSecond, howLong);
      long until = System.nanoTime() + WAIT_NANOS;
      while (!signals.taken.keySet().containsAll(sent.taken().keySet())) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(
              "%s: %d signals due, %d came"
                  .formatted(side.job, sent.taken().size(), signals.taken.size()));
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return sent;
    }
  }

  /** Sends queries at a rate, and notes when the broker took those that get a signal. */
  private static final class QueryLoad implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final InventedQueries queries;
    private long next;

    QueryLoad(Properties kafka, InventedQueries queries) {
      Properties properties = new Properties();
      properties.putAll(kafka);
      properties.setProperty("linger.ms", "0");
      this.producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      this.queries = queries;
    }

    /** Sends for a while; returns when everything is on the broker. */
    SentQueries send(String topic, double aSecond, Duration howLong) {
      Map<Long, Long> taken = new ConcurrentHashMap<>();
      long first = next;
      long sent =
          BenchmarkStage.keepPace(aSecond, howLong, number -> send(topic, first + number, taken));
      next += sent;
      producer.flush();
      return new SentQueries(first, sent, taken);
    }

    private void send(String topic, long number, Map<Long, Long> taken) {
      int partition = (int) (number % BenchmarkStage.PARTITIONS);
      boolean listed = queries.isListed(number);
      var unused =
          producer.send(
              new ProducerRecord<>(topic, partition, null, queries.encoded(number)),
              (@Nullable RecordMetadata metadata, @Nullable Exception error) -> {
                if (listed && metadata != null && error == null) {
                  taken.put(number, metadata.timestamp());
                }
              });
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  /** Reads splash signals as they come, and notes when the broker took them. */
  private static final class SignalReader implements AutoCloseable {
    /** Milliseconds by the number of the signal's query. */
    final Map<Long, Long> taken = new ConcurrentHashMap<>();

    private final AvroCodec<BlocklistHit> codec = AvroCodec.of(BlocklistHit.class);
    private final BenchmarkStage.TopicWatch watch;

    SignalReader(Properties kafka) {
      List<String> topics =
          Arrays.stream(Side.values()).map(side -> side.topic(TopicNames.SPLASH_SIGNALS)).toList();
      watch =
          new BenchmarkStage.TopicWatch(
              new KafkaTopics(kafka, ""),
              topics,
              one -> taken.putIfAbsent(number(one), one.time()));
    }

    private long number(TopicRecord signal) {
      try {
        byte[] value = Objects.requireNonNull(signal.value());
        return Long.parseLong(codec.decode(value).getEventId());
      } catch (InvalidRecordException e) {
        throw new IllegalStateException("a signal cannot be decoded", e);
      }
    }

    @Override
    public void close() {
      watch.close();
    }
  }
}
