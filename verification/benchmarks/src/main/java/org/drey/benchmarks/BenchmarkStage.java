package org.drey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;
import org.drey.event.Policy;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.source.KafkaSources;
import org.drey.streaming.source.StartOffsets;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;

/** A broker and a cluster in this JVM, on which the jobs that are compared read the same topics. */
final class BenchmarkStage implements AutoCloseable {
  static final int PARTITIONS = 2;

  /** Seldom, because Flink makes a picture of the whole job for each look. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private static final long GIVE_UP_NANOS = Duration.ofMinutes(5).toNanos();

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final KafkaBroker kafka;
  private final FlinkCluster flink;
  private final Path folder;
  private int folders;

  private BenchmarkStage(KafkaBroker kafka, FlinkCluster flink, Path folder) {
    this.kafka = kafka;
    this.flink = flink;
    this.folder = folder;
  }

  /** Starts a broker without topics, and a cluster. */
  static BenchmarkStage start(Path folder, int slots) throws Exception {
    KafkaBroker kafka = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    FlinkCluster flink = FlinkCluster.start(1, slots, 0, PaymentToAlert.LatencyReporter.settings());
    return new BenchmarkStage(kafka, flink, folder);
  }

  KafkaBroker kafka() {
    return kafka;
  }

  /**
   * Returns the settings of a job.
   *
   * @param configuration as YAML
   * @param prefix of its topics
   */
  JobSettings settings(String configuration, String prefix) throws IOException {
    Path file = Files.writeString(newFolder().resolve("config.yaml"), configuration);
    return new JobSettings(DreyConfiguration.read(file), kafka.client(), prefix);
  }

  /** Returns a configuration that lets every stream in. */
  static String everyInput() {
    return TopicNames.INPUTS.stream()
        .map(topic -> "  " + topic + ": {legal_basis: 'invented data, no persons'}\n")
        .collect(Collectors.joining("", "streams:\n", ""));
  }

  /** Creates all topics, whose times are the broker's. */
  void createTopics(String prefix) throws Exception {
    kafka.create(
        TopicNames.ALL.stream()
            .map(name -> new NewTopic(prefix + name, PARTITIONS, (short) 1))
            .map(topic -> topic.configs(Map.of("message.timestamp.type", "LogAppendTime")))
            .toList());
  }

  /** Returns both jobs with such settings, not started. */
  LocalJobs jobs(JobSettings settings) throws IOException {
    return jobs(settings, LocalJobs.AS_DEPLOYED);
  }

  /** Returns the same, with other settings of Flink. */
  LocalJobs jobs(JobSettings settings, LocalJobs.Tuning tuning) throws IOException {
    return new LocalJobs(flink, settings, newFolder(), tuning);
  }

  /** Cancels a job; returns when it has ended. */
  static void end(JobClient job) throws Exception {
    job.cancel().get();
    ConditionWait.until("the job ends", () -> job.getJobStatus().get().isGloballyTerminalState());
  }

  private Path newFolder() throws IOException {
    return Files.createDirectory(folder.resolve("stage-" + folders++));
  }

  /** Starts a job that passes through, with the clock and the settings of the detection job. */
  JobClient startPassThrough(JobSettings settings) throws Exception {
    StreamExecutionEnvironment env =
        flink.environment(LocalJobs.keyed(newFolder(), null), PARTITIONS);
    PassThroughJob.on(
            PassThroughJob.sources(env, settings)
                .readDriving(
                    StreamRegistry.dnsQueries(), StartOffsets.EARLIEST, UnwantedRecords.none()))
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return env.executeAsync(PassThroughJob.NAME);
  }

  /** Starts a job that passes through, with the sink and the settings of the blocklist job. */
  void startSignalling(JobSettings settings) throws Exception {
    StreamExecutionEnvironment env = flink.environment(FlinkSettings.blocklist(), PARTITIONS);
    KafkaSinks sinks =
        new KafkaSinks(settings.kafka(), settings.topicPrefix(), PassThroughJob.NAME, 0);
    PassThroughJob.on(
            PassThroughJob.sources(env, settings)
                .readWithoutClock(StreamRegistry.dnsQueries(), StartOffsets.EARLIEST.goingOn()))
        .sinkTo(sinks.lowLatency(TopicNames.SPLASH_SIGNALS, BlocklistHit.class, signal -> null))
        .uid("sink");
    var unused = env.executeAsync(PassThroughJob.NAME);
  }

  /**
   * The cost of a record, in nanoseconds.
   *
   * @param clock time by the clock
   * @param cpu time of all of the process
   */
  record Cost(double clock, double cpu) {}

  private record Look(long count, long nanos, long cpu) {
    static Look now(long count) {
      return new Look(count, System.nanoTime(), ProcessUse.processNanos());
    }
  }

  /**
   * Returns what a record costs a job, when it has read all of them; fails if it ends before.
   *
   * @param topics of which the records are
   * @param all how many records there are
   * @param begin the share of them before which nothing counts: a job has to start, and what it
   *     runs to be compiled
   * @param end the share after which nothing counts: partitions end apart
   */
  static Cost follow(JobClient job, Set<String> topics, long all, double begin, double end)
      throws Exception {
    Look from = Look.now(0);
    Look until = from;
    Look last = from;
    while (last.count() < all) {
      boolean unused = ConditionWait.holdsWithin(LOOK_EVERY, () -> false);
      long count = counted(job, topics, "read");
      boolean stuck = System.nanoTime() - last.nanos() > GIVE_UP_NANOS;
      if (count > all || stuck || job.getJobStatus().get().isTerminalState()) {
        throw new IllegalStateException(
            count + " of " + all + " records were read, and no more; the job's log says why");
      }
      if (count > last.count()) {
        last = Look.now(count);
        from = count <= begin * all ? last : from;
        until = until.count() < end * all ? last : until;
      }
    }
    double records = until.count() - from.count();
    return new Cost((until.nanos() - from.nanos()) / records, (until.cpu() - from.cpu()) / records);
  }

  /** Returns how many records a job has counted on these topics. */
  static long counted(JobClient job, Set<String> topics, String counter) throws Exception {
    Map<String, Object> counts = job.getAccumulators().get();
    return topics.stream()
        .mapToLong(topic -> counts.get(topic + "." + counter) instanceof Long count ? count : 0)
        .sum();
  }

  /**
   * Calls as often as a rate wants, for a while.
   *
   * @param each takes the number of the call, from 0
   * @return how often it was called
   */
  static long keepPace(double aSecond, Duration howLong, LongConsumer each) {
    long done = 0;
    long began = System.nanoTime();
    for (long now = began; now - began < howLong.toNanos(); now = System.nanoTime()) {
      long due = (long) (aSecond * (now - began) / TimeUnit.SECONDS.toNanos(1));
      if (done == due) {
        LockSupport.parkNanos(STEP_NANOS);
      }
      while (done < due && System.nanoTime() - began < howLong.toNanos()) {
        each.accept(done++);
      }
    }
    return done;
  }

  /** Reads topics from their beginning in a thread of its own: what is committed, as it comes. */
  static final class TopicWatch implements AutoCloseable {
    private volatile boolean closed;

    /**
     * Starts to read.
     *
     * @param taker is given each record, in the thread that reads
     */
    TopicWatch(KafkaTopics kafka, Collection<String> topics, Consumer<TopicRecord> taker) {
      Thread thread = new Thread(() -> read(kafka, topics, taker), "reader of " + topics);
      thread.setDaemon(true);
      thread.start();
    }

    private void read(KafkaTopics kafka, Collection<String> topics, Consumer<TopicRecord> taker) {
      try (TopicReader reader = TopicReader.fromBeginning(kafka, topics)) {
        while (!closed) {
          reader.poll().forEach(taker);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Override
  public void close() throws IOException {
    flink.close();
    kafka.close();
  }

  /**
   * A job that reads, decodes and counts every query and matches nothing. A query that is marked
   * gets a signal, as one for a listed name does in the blocklist job.
   */
  private static final class PassThroughJob
      extends ProcessFunction<ArrivedRecord<DnsQuery>, BlocklistHit> {
    static final String NAME = "pass-through";
    private static final long serialVersionUID = 1L;
    private static final String SOME_ID = "0123456789abcdef";

    private final LongCounter read = new LongCounter();

    static KafkaSources sources(StreamExecutionEnvironment env, JobSettings settings) {
      return new KafkaSources(
          env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix());
    }

    static SingleOutputStreamOperator<BlocklistHit> on(
        DataStream<ArrivedRecord<DnsQuery>> queries) {
      return queries
          .process(new PassThroughJob(), new AvroTypeInfo<>(BlocklistHit.class))
          .uid(NAME);
    }

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(TopicNames.DNS_QUERIES + ".read", read);
    }

    @Override
    public void processElement(
        ArrivedRecord<DnsQuery> arrival, Context context, Collector<BlocklistHit> out) {
      read.add(1);
      DnsQuery query = arrival.datum();
      if (query != null && InventedQueries.MARK.equals(query.getRecordType())) {
        long now = context.timerService().currentProcessingTime();
        out.collect(signal(query, Instant.ofEpochMilli(now)));
      }
    }

    private static BlocklistHit signal(DnsQuery query, Instant now) {
      return BlocklistHit.newBuilder()
          .setSignalId(SOME_ID + SOME_ID)
          .setEventId(query.getEventId())
          .setEventTime(query.getEventTime())
          .setEmittedAt(now)
          .setProvider(query.getProvider())
          .setTokenDomain(query.getTokenDomain())
          .setKeyVersion(query.getKeyVersion())
          .setSubject(query.getSubject())
          .setNetworkClass(query.getNetworkClass())
          .setInteractive(query.getInteractive())
          .setDecision(Decision.SPLASH)
          .setEnforced(Enforced.YES)
          .setMatch(org.drey.event.Match.DOMAIN)
          .setListId("none")
          .setListVersion("none")
          .setEntryId(SOME_ID)
          .setPolicy(Policy.CHILD_PROTECTION_LIST)
          .setAudience(Audience.ADULT)
          .setSplashRef(SOME_ID)
          .setEdeCode(0)
          .setListStale(false)
          .build();
    }
  }
}
