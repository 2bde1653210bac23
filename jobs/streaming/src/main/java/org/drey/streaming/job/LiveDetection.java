package org.drey.streaming.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.ErasureIntake;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.definitions.stream.VerdictIntake;
import org.drey.definitions.topic.TopicNeed;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.Finding;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.PartitionIdleness;
import org.drey.streaming.operator.AlertRecords;
import org.drey.streaming.operator.CaseRecords;
import org.drey.streaming.operator.FindingRecords;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.source.KafkaSources;
import org.drey.streaming.source.StartOffsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detection graph on Kafka: alerts exactly once. */
public final class LiveDetection {
  public static final String NAME = "drey-detection";

  private static final Logger LOG = LoggerFactory.getLogger(LiveDetection.class);

  private LiveDetection() {}

  /**
   * Refuses to start where something would go wrong later: without storage for checkpoints, with
   * checkpoints that may fail for longer than a transaction lives, with topics that are missing or
   * wrongly set up, beside a job with the same ids. The message says what to do.
   *
   * @param terminal takes what the user has to know who starts it
   * @return what it is to be built with
   */
  public static JobSubmission demand(
      StreamExecutionEnvironment env,
      JobSettings settings,
      RuleSet rules,
      Consumer<String> terminal)
      throws ExecutionException, InterruptedException {
    FlinkSettings.demandStorage(env.getConfiguration());
    List<TopicNeed> topics = read(settings, rules);
    Set<String> read = JobRights.names(topics);
    DuplicateJobCheck earlier =
        new DuplicateJobCheck(settings, read, env.getConfiguration(), terminal);
    JobRights rights = rights(settings, read, earlier.transactionalIds());
    topics.addAll(written(settings));
    BrokerCheck.demand(settings.kafka(), topics, rights, terminal);
    earlier.demandEnded();
    JobSubmission submission = JobSubmission.now(settings, terminal);
    FlinkSettings.demandCommitsWithin(submission.transaction(), env.getConfiguration());
    return submission;
  }

  private static List<TopicNeed> read(JobSettings settings, RuleSet rules) {
    List<TopicNeed> topics = new ArrayList<>();
    DetectionInputs inputs = DetectionInputs.besideBlocklistJob(rules, settings.configuration());
    inputs.streams().stream()
        .filter(inputs::reads)
        .forEach(stream -> topics.addAll(settings.read(stream)));
    topics.add(TopicNeed.of(settings.topicPrefix(), TopicNames.VERDICTS));
    topics.add(TopicNeed.of(settings.topicPrefix(), TopicNames.ERASURES));
    return topics;
  }

  /** Its own transactions are looked up by reading what they are on. */
  private static JobRights rights(JobSettings settings, Set<String> inputs, List<String> ids) {
    Set<String> written = JobRights.names(written(settings));
    Set<String> read = new TreeSet<>(written);
    read.remove(settings.topicPrefix() + TopicNames.DEAD_LETTERS);
    read.addAll(inputs);
    return new JobRights(read, written, settings.deployed(NAME), ids);
  }

  private static List<TopicNeed> written(JobSettings settings) {
    List<TopicNeed> topics = new ArrayList<>();
    String prefix = settings.topicPrefix();
    topics.add(TopicNeed.of(prefix, TopicNames.ALERTS));
    topics.add(TopicNeed.of(prefix, TopicNames.SHADOW_ALERTS));
    topics.add(TopicNeed.of(prefix, TopicNames.CASES));
    topics.add(TopicNeed.of(prefix, TopicNames.DEAD_LETTERS));
    if (settings.configuration().findingsTopic()) {
      topics.add(TopicNeed.of(prefix, TopicNames.FINDINGS));
    }
    return topics;
  }

  /** Adds the job to an environment that has {@link FlinkSettings#detection}. Asks no broker. */
  public static void build(
      StreamExecutionEnvironment env,
      JobSettings settings,
      RuleSet rules,
      JobSubmission submission) {
    Duration idleAfter = settings.configuration().time().idleAfter();
    PartitionIdleness.Source silence = PartitionIdleness.Source.measured(idleAfter);
    DetectionInputs inputs = DetectionInputs.besideBlocklistJob(rules, settings.configuration());
    build(env, settings, rules, silence, inputs, submission);
  }

  /**
   * The same, for a rehearsal.
   *
   * @param silence which partitions have no say in the clock
   * @param inputs what becomes of each stream
   */
  public static void build(
      StreamExecutionEnvironment env,
      JobSettings settings,
      RuleSet rules,
      PartitionIdleness.Source silence,
      DetectionInputs inputs,
      JobSubmission submission) {
    settings.demandBasis(TopicNames.INPUTS);
    KafkaSources kafka =
        new KafkaSources(
            env,
            settings.configuration(),
            settings.kafka(),
            settings.deployed(NAME),
            settings.topicPrefix(),
            silence);
    show(env, settings.configuration().suffixes().open());
    DetectionGraph graph = DetectionGraph.live(rules, settings.configuration(), submission);
    StartOffsets start = settings.startOr(StartOffsets.EARLIEST);
    inputs.streams().forEach(stream -> enter(graph, kafka, stream, start, inputs));
    graph.enterVerdicts(kafka.read(new VerdictIntake(), start));
    graph.enterErasures(kafka.read(new ErasureIntake(), start));
    write(graph.results(), settings, rules, submission);
  }

  private static KafkaSinks sinks(JobSettings settings, JobSubmission submission) {
    return new KafkaSinks(
        settings.kafka(),
        settings.topicPrefix(),
        settings.deployed(NAME),
        submission.transaction().toMillis());
  }

  private static void write(
      DetectionGraph.Results results,
      JobSettings settings,
      RuleSet rules,
      JobSubmission submission) {
    KafkaSinks to = sinks(settings, submission);
    write(
        results.alerts(),
        to.exactlyOnce(TopicNames.ALERTS, Alert.class, Alert::getAlertId, AlertRecords::isThere),
        TopicNames.ALERTS);
    if (results.shadowAlerts() != null) {
      write(
          results.shadowAlerts(),
          to.exactlyOnce(
              TopicNames.SHADOW_ALERTS, Alert.class, Alert::getAlertId, AlertRecords::isThere),
          TopicNames.SHADOW_ALERTS);
    }
    write(
        results.cases(),
        to.exactlyOnce(TopicNames.CASES, Case.class, Case::getCaseId, CaseRecords::isThere),
        TopicNames.CASES);
    if (settings.configuration().findingsTopic()) {
      write(
          results
              .findings()
              .map(new FindingRecords(rules), new AvroTypeInfo<>(Finding.class))
              .name("findings as records")
              .uid("findings-as-records"),
          to.exactlyOnce(TopicNames.FINDINGS, Finding.class, Finding::getFindingId),
          TopicNames.FINDINGS);
    }
    write(
        results.deadLetters(),
        to.atLeastOnce(TopicNames.DEAD_LETTERS, DeadLetter.class, DeadLetterKey::of),
        TopicNames.DEAD_LETTERS);
  }

  private static <T> void write(DataStream<T> stream, Sink<T> sink, String topic) {
    stream.sinkTo(sink).name(topic).uid("sink-" + topic);
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
      KafkaSources kafka,
      StreamDefinition<T> stream,
      StartOffsets start,
      DetectionInputs inputs) {
    graph.enter(stream, arrivals(kafka, stream, start, inputs), inputs.reports(stream));
  }

  private static <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> arrivals(
      KafkaSources kafka, StreamDefinition<T> stream, StartOffsets start, DetectionInputs inputs) {
    if (!inputs.reads(stream)) {
      LOG.info("No rule reads {}: it is not read.", stream.topic());
      return kafka.leaveUnread(stream);
    }
    UnwantedRecords.Source<T> unwanted = inputs.unwanted(stream);
    return inputs.drivesClock(stream)
        ? kafka.readDriving(stream, start, unwanted)
        : kafka.read(stream, start, unwanted);
  }
}
