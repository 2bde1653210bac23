package org.drey.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.event.AgeBand;
import org.drey.event.Alert;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.LocalJobs;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.JobSettings;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/**
 * From a payment in Kafka to the alert that it completes: the detection job with the catalogue, at
 * several intervals of checkpoints, at a tenth and at half of what the machine holds.
 */
final class PaymentToAlert {
  private static final List<Integer> INTERVALS = List.of(1, 5, 10);
  private static final Map<Double, String> LOADS = Map.of(0.1, "a tenth", 0.5, "half");

  /** How many payments lie on the topic when it is measured what the machine holds. */
  private static final long AT_ONCE = 300_000;

  private static final double BEGIN = 0.4;
  private static final double END = 0.95;
  private static final Duration LEAST = Duration.ofSeconds(20);

  /** The first part of a load does not count. */
  private static final double SETTLING = 0.2;

  /** How much longer than the interval the slowest of a hundred may take, in seconds. */
  private static final double BESIDES = 1.5;

  private final MeasuringCommand report;
  private final int checkpoints;
  private final @Nullable Integer holds;
  private final RuleSet rules = BenchmarkRules.catalogue();

  /**
   * A measurement.
   *
   * @param checkpoints how many intervals each load lasts, though never less than 20 s
   * @param holds how many payments a second the machine holds; null to measure it
   */
  PaymentToAlert(MeasuringCommand report, int checkpoints, @Nullable Integer holds) {
    this.report = report;
    this.checkpoints = checkpoints;
    this.holds = holds;
  }

  void measure(Path folder) throws Exception {
    report.note(
        "An alert's time is from the broker's stamp of the payment until a reader of committed"
            + " records has the alert. Three of 50 payments are for one alert.");
    report.note("Broker, Flink, the sender of payments and the reader of alerts share a process.");
    report.progress("starting Kafka and Flink");
    try (BenchmarkStage stage = BenchmarkStage.start(folder, BenchmarkStage.PARTITIONS)) {
      double most = holds == null ? most(stage) : holds;
      MeasuringCommand.FigureTable table =
          report.table(
              "From payment to alert; the machine holds " + Math.round(most) + " payments a second",
              "checkpoint every, s | load | payments/s | alerts | p50 s | p99 s | longest s"
                  + " | cores, all of the process");
      MeasuringCommand.FigureTable own =
          report.table(
              "The same as the job reports it: alert_latency_ms, at both loads",
              "checkpoint every, s | p50 s | p99 s | longest s");
      for (int seconds : INTERVALS) {
        measure(stage, seconds, most, table, own);
      }
    }
  }

  /** Returns how many payments a second the job reads where all of them lie on the topic. */
  private double most(BenchmarkStage stage) throws Exception {
    String prefix = "at-once.";
    stage.createTopics(prefix);
    report.progress("sending " + AT_ONCE + " payments, to see how many a second the machine holds");
    try (PaymentLoad load = new PaymentLoad(stage.kafka().client(), prefix, rules, report.seed())) {
      load.sendAll(AT_ONCE);
    }
    JobClient job = start(stage, prefix, 10);
    try {
      Set<String> topic = Set.of(TopicNames.PAYMENTS);
      return 1e9 / BenchmarkStage.follow(job, topic, AT_ONCE, BEGIN, END).clock();
    } finally {
      BenchmarkStage.end(job);
    }
  }

  private JobClient start(BenchmarkStage stage, String prefix, int seconds) throws Exception {
    JobSettings settings = stage.settings(BenchmarkStage.everyInput(), prefix);
    LocalJobs.Tuning checkpointing =
        flink -> {
          flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(seconds));
          flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
        };
    return stage
        .jobs(settings, checkpointing)
        .startDetection(LocalJobs.Detection.live(rules, settings), BenchmarkStage.PARTITIONS, null);
  }

  private void measure(
      BenchmarkStage stage,
      int seconds,
      double most,
      MeasuringCommand.FigureTable table,
      MeasuringCommand.FigureTable own)
      throws Exception {
    String prefix = "every-" + seconds + "-s.";
    Properties kafka = stage.kafka().client();
    stage.createTopics(prefix);
    JobClient job = start(stage, prefix, seconds);
    try (PaymentLoad load = new PaymentLoad(kafka, prefix, rules, report.seed());
        AlertReader alerts = new AlertReader(kafka, prefix)) {
      report.progress("warming up, a checkpoint every " + seconds + " s");
      AlertTimes unused = feed(load, alerts.read, most / 10, LEAST.dividedBy(2));
      for (double share : LOADS.keySet().stream().sorted().toList()) {
        Duration usual = Duration.ofSeconds((long) seconds * checkpoints);
        Duration howLong = usual.compareTo(LEAST) > 0 ? usual : LEAST;
        report.progress(LOADS.get(share) + " of that, for " + howLong.toSeconds() + " s");
        row(table, seconds, share, feed(load, alerts.read, most * share, howLong));
      }
      MeasuredSamples reported = LatencyReporter.seconds(job);
      own.row(seconds, reported.median(), reported.quantile(0.99), reported.max());
    } finally {
      BenchmarkStage.end(job);
    }
  }

  /** Judges what was measured. */
  private void row(
      MeasuringCommand.FigureTable table, int seconds, double share, AlertTimes measured) {
    String load = Objects.requireNonNull(LOADS.get(share));
    MeasuredSamples took = measured.seconds();
    double p50 = took.median();
    double p99 = took.quantile(0.99);
    table.row(
        seconds,
        load,
        Math.round(measured.payments()),
        measured.alerts(),
        p50,
        p99,
        took.max(),
        measured.cores());
    String where = ", a checkpoint every " + seconds + " s, at " + load;
    report.promise("p99 in seconds" + where, p99, seconds + BESIDES);
    if (seconds == 10) { // else it would be measured at the wrong place
      report.promise("p50 in seconds, how far from 6" + where, Math.abs(p50 - 6), 2);
    }
  }

  /**
   * The times that alerts took.
   *
   * @param payments sent, a second
   * @param cores that were used meanwhile
   */
  private record AlertTimes(double payments, int alerts, MeasuredSamples seconds, double cores) {}

  /** Sends payments, and waits until every alert that is due was read. */
  private static AlertTimes feed(
      PaymentLoad load, Map<String, Long> read, double aSecond, Duration howLong) throws Exception {
    load.taken.clear();
    long cpuBefore = ProcessUse.processNanos();
    long from = System.currentTimeMillis() + (long) (howLong.toMillis() * SETTLING);
    long sent = load.send(aSecond, howLong);
    double cores = (double) (ProcessUse.processNanos() - cpuBefore) / howLong.toNanos();
    ConditionWait.until("all alerts", () -> read.keySet().containsAll(load.taken.keySet()));
    MeasuredSamples seconds = new MeasuredSamples();
    int alerts = 0;
    for (Map.Entry<String, Long> one : load.taken.entrySet()) {
      if (one.getValue() >= from) {
        long came = Objects.requireNonNull(read.get(one.getKey()), "all have come by now");
        seconds.add((came - one.getValue()) / 1e3);
        alerts++;
      }
    }
    return new AlertTimes(sent / (howLong.toMillis() / 1e3), alerts, seconds, cores);
  }

  /** Reads alerts as they are committed, and notes when. */
  private static final class AlertReader implements AutoCloseable {
    /** When the first revision of an alert was read, by whom it is about. */
    final Map<String, Long> read = new ConcurrentHashMap<>();

    private final AvroCodec<Alert> codec = AvroCodec.of(Alert.class);
    private final BenchmarkStage.TopicWatch watch;

    AlertReader(Properties kafka, String prefix) {
      watch =
          new BenchmarkStage.TopicWatch(
              new KafkaTopics(kafka, prefix),
              List.of(TopicNames.ALERTS),
              one -> read.putIfAbsent(entity(one), System.currentTimeMillis()));
    }

    private String entity(TopicRecord alert) {
      try {
        return codec.decode(Objects.requireNonNull(alert.value())).getEntity();
      } catch (InvalidRecordException e) {
        throw new IllegalStateException("an alert cannot be decoded", e);
      }
    }

    @Override
    public void close() {
      watch.close();
    }
  }

  /**
   * Payments as a country makes them. Of each 50 three are of a young person who pays new people
   * abroad: the third completes an alert.
   */
  private static final class PaymentLoad implements AutoCloseable {
    private static final int OF = 50;
    private static final List<Integer> YOUNG = List.of(0, 16, 32);
    private static final int LAST = 32;
    private static final int PEOPLE = 100_000;

    /** When the broker took the payment that completes an alert, by whom the alert is about. */
    final Map<String, Long> taken = new ConcurrentHashMap<>();

    private final AvroCodec<Payment> codec = AvroCodec.of(Payment.class);
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final InventedPayments payments;
    private final SplittableRandom random;
    private long next;

    PaymentLoad(Properties kafka, String prefix, RuleSet rules, long seed) {
      Properties properties = new Properties();
      properties.putAll(kafka);
      properties.setProperty("linger.ms", "0");
      this.producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      this.topic = prefix + TopicNames.PAYMENTS;
      this.payments = new InventedPayments(rules);
      this.random = new SplittableRandom(seed);
    }

    /** Sends at an even pace; returns how many, when all of them are on the broker. */
    long send(double aSecond, Duration howLong) {
      long sent = BenchmarkStage.keepPace(aSecond, howLong, number -> send());
      producer.flush();
      return sent;
    }

    /** Sends so many as fast as it goes. */
    void sendAll(long count) {
      for (long i = 0; i < count; i++) {
        send();
      }
      producer.flush();
    }

    private void send() {
      long number = next++;
      int place = (int) (number % OF);
      String young = InventedPayments.token("young", number / OF);
      byte[] payment = codec.encode(YOUNG.contains(place) ? byYoung(young) : byAnyone());
      int partition = (int) (number / OF % BenchmarkStage.PARTITIONS); // a person's are in order
      var unused =
          producer.send(
              new ProducerRecord<>(topic, partition, null, payment),
              (@Nullable RecordMetadata metadata, @Nullable Exception error) -> {
                if (place == LAST && metadata != null && error == null) {
                  taken.put(young, metadata.timestamp());
                }
              });
    }

    private Payment byYoung(String payer) {
      Payment payment = payments.of(Kind.ELIGIBLE, payer, anyone("payee"), now());
      payment.setPayerAgeBand(AgeBand.UNDER_18);
      payment.setPayeeTenureDays(0L);
      return payment;
    }

    private Payment byAnyone() {
      return payments.of(Kind.ofTheCountry(random), anyone("payer"), anyone("payee"), now());
    }

    private String anyone(String of) {
      return InventedPayments.token(of, random.nextInt(PEOPLE));
    }

    private static long now() {
      return System.currentTimeMillis();
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  /** The latencies of alerts that jobs on the clusters of this process report themselves. */
  public static final class LatencyReporter implements MetricReporter, MetricReporterFactory {
    /** Histograms, one a subtask, each with its job. */
    private static final Map<Histogram, String> ALL = new ConcurrentHashMap<>();

    /** Settings of a cluster whose latencies are here. */
    static Configuration settings() {
      Configuration settings = new Configuration();
      settings.setString("metrics.reporter.latency.factory.class", LatencyReporter.class.getName());
      return settings;
    }

    /** Returns the latencies that a job shows at the moment, in seconds. */
    static MeasuredSamples seconds(JobClient job) {
      MeasuredSamples seconds = new MeasuredSamples();
      String id = job.getJobID().toString();
      ALL.forEach(
          (histogram, of) -> {
            if (of.equals(id)) {
              Arrays.stream(histogram.getStatistics().getValues())
                  .forEach(millis -> seconds.add(millis / 1e3));
            }
          });
      return seconds;
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return this;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      if (metric instanceof Histogram histogram && name.equals("alert_latency_ms")) {
        ALL.put(histogram, group.getAllVariables().getOrDefault("<job_id>", ""));
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      if (metric instanceof Histogram histogram) {
        ALL.remove(histogram);
      }
    }
  }
}
