package org.drey.streaming.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.Finding;
import org.drey.event.Topics;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.Silence;
import org.drey.streaming.operator.FindingRecords;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.stream.KafkaStreams;
import org.drey.streaming.stream.StartOffsets;
import org.drey.streaming.stream.StreamDefinition;
import org.drey.streaming.stream.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detection job on Kafka: alerts exactly once. */
public final class DetectionJob {
  public static final String NAME = "drey-detection";

  private static final Set<String> ARGUMENTS = Set.of("rules", "psl", "deployment");

  private static final Logger LOG = LoggerFactory.getLogger(DetectionJob.class);

  private DetectionJob() {}

  /**
   * Starts the job; {@code --rules DIR} replaces the catalogue, {@code --psl FILE} the public
   * suffix list that ships with Drey. Both are read here, once, and travel with the job.
   */
  public static void main(String[] arguments) throws Exception {
    ParameterTool given = JobSettings.arguments(arguments, ARGUMENTS);
    JobSettings settings = JobSettings.read(given).withSuffixes(given.get("psl"));
    RuleSet rules =
        DetectionGraph.compile(JobSettings.rules(given.get("rules")), settings.configuration());
    rules.warnings().forEach(LOG::warn);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.deployed(FlinkSettings.detection(), settings.configuration().flink()));
    build(env, settings, rules, demand(env, settings));
    env.execute(NAME);
  }

  /**
   * Refuses to start where something would go wrong later: without storage for checkpoints, with
   * checkpoints that may fail for longer than a transaction lives, with topics that are missing or
   * wrongly set up. The message says what to do.
   *
   * @return how long a transaction may last
   */
  public static Duration demand(StreamExecutionEnvironment env, JobSettings settings)
      throws ExecutionException, InterruptedException {
    FlinkSettings.demandStorage(env.getConfiguration());
    BrokerCheck.demand(settings.kafka(), topics(settings));
    Duration transaction = BrokerCheck.longestTransaction(settings.kafka());
    FlinkSettings.demandCommitsWithin(transaction, env.getConfiguration());
    return transaction;
  }

  private static List<TopicNeed> topics(JobSettings settings) {
    List<TopicNeed> topics = new ArrayList<>();
    Streams.all().forEach(stream -> topics.addAll(settings.read(stream)));
    String prefix = settings.topicPrefix();
    topics.add(new TopicNeed(prefix + Topics.ALERTS, TopicNeed.Kind.UPSERTS));
    topics.add(new TopicNeed(prefix + Topics.SHADOW_ALERTS, TopicNeed.Kind.UPSERTS));
    topics.add(new TopicNeed(prefix + Topics.DEAD_LETTERS, TopicNeed.Kind.UPSERTS_FOR_A_WHILE));
    if (settings.configuration().findingsTopic()) {
      topics.add(new TopicNeed(prefix + Topics.FINDINGS, TopicNeed.Kind.UPSERTS));
    }
    return topics;
  }

  /**
   * Adds the job to an environment that has {@link FlinkSettings#detection}.
   *
   * @param transaction how long an outage may last without losing alerts: what {@link #demand} says
   */
  public static void build(
      StreamExecutionEnvironment env, JobSettings settings, RuleSet rules, Duration transaction) {
    Duration idleAfter = settings.configuration().time().idleAfter();
    Silence.Source silence = Silence.Source.measured(idleAfter);
    build(env, settings, rules, silence, BlocklistJob.TOPICS, transaction);
  }

  /**
   * The same, for a rehearsal: on the brokers as they are, without a demand but that they say how
   * long a transaction may last.
   *
   * @param silence which partitions have no say in the clock
   * @param reportedElsewhere topics of whose records a blocklist job reports what cannot be read
   */
  public static void build(
      StreamExecutionEnvironment env,
      JobSettings settings,
      RuleSet rules,
      Silence.Source silence,
      Collection<String> reportedElsewhere)
      throws ExecutionException, InterruptedException {
    Duration transaction = BrokerCheck.longestTransaction(settings.kafka());
    build(env, settings, rules, silence, reportedElsewhere, transaction);
  }

  private static void build(
      StreamExecutionEnvironment env,
      JobSettings settings,
      RuleSet rules,
      Silence.Source silence,
      Collection<String> reportedElsewhere,
      Duration transaction) {
    settings.demandBasis(Topics.INPUTS);
    KafkaStreams kafka =
        new KafkaStreams(
            env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix(), silence);
    show(env, settings.configuration().suffixes().open());
    DetectionGraph graph = new DetectionGraph(rules, settings.configuration(), false);
    List<StreamDefinition<?>> read = Streams.all().stream().filter(kafka::mayRead).toList();
    List<StreamDefinition<?>> driving = Streams.driving(read);
    StartOffsets start = settings.startOr(StartOffsets.EARLIEST);
    for (StreamDefinition<?> stream : read) {
      boolean reportsRejects = !reportedElsewhere.contains(stream.topic());
      enter(graph, kafka, stream, start, driving.contains(stream), reportsRejects);
    }
    DetectionGraph.Results results = graph.results();
    KafkaSinks sinks =
        new KafkaSinks(
            settings.kafka(),
            settings.topicPrefix(),
            settings.deployed(NAME),
            transaction.toMillis());
    results
        .alerts()
        .sinkTo(sinks.exactlyOnce(Topics.ALERTS, Alert.class, Alert::getAlertId))
        .name(Topics.ALERTS)
        .uid("sink-" + Topics.ALERTS);
    if (results.shadowAlerts() != null) {
      results
          .shadowAlerts()
          .sinkTo(sinks.exactlyOnce(Topics.SHADOW_ALERTS, Alert.class, Alert::getAlertId))
          .name(Topics.SHADOW_ALERTS)
          .uid("sink-" + Topics.SHADOW_ALERTS);
    }
    if (settings.configuration().findingsTopic()) {
      results
          .findings()
          .map(new FindingRecords(rules), new AvroTypeInfo<>(Finding.class))
          .name("findings as records")
          .uid("findings-as-records")
          .sinkTo(sinks.exactlyOnce(Topics.FINDINGS, Finding.class, Finding::getFindingId))
          .name(Topics.FINDINGS)
          .uid("sink-" + Topics.FINDINGS);
    }
    results
        .deadLetters()
        .sinkTo(sinks.atLeastOnce(Topics.DEAD_LETTERS, DeadLetter.class, DeadLetterKey::of))
        .name(Topics.DEAD_LETTERS)
        .uid("sink-" + Topics.DEAD_LETTERS);
  }

  /** In the log, and on Flink's web page among the job's parameters. */
  private static void show(StreamExecutionEnvironment env, PublicSuffixes suffixes) {
    LOG.info("{}", suffixes);
    env.getConfig()
        .setGlobalJobParameters(
            ParameterTool.fromMap(
                Map.of(
                    "public-suffix-list", suffixes.version(),
                    "public-suffix-list-sha256", suffixes.checksum())));
  }

  private static <T extends SpecificRecordBase> void enter(
      DetectionGraph graph,
      KafkaStreams kafka,
      StreamDefinition<T> stream,
      StartOffsets start,
      boolean drivesClock,
      boolean reportsRejects) {
    graph.enter(
        stream,
        drivesClock ? kafka.readDriving(stream, start) : kafka.read(stream, start),
        reportsRejects);
  }
}
