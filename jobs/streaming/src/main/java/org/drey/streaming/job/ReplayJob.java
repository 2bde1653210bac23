package org.drey.streaming.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.base.RegularFile;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.ErasureIntake;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.VerdictIntake;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.ExternalSignal;
import org.drey.event.Finding;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.RecordPosition;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.operator.AlertRecords;
import org.drey.streaming.operator.CaseRecords;
import org.drey.streaming.operator.DeduplicateFunction;
import org.drey.streaming.operator.FindingRecords;
import org.drey.streaming.sink.JsonLinesSink;
import org.drey.streaming.sink.ResultFiles;
import org.drey.streaming.sink.UpsertLinesSink;
import org.drey.streaming.source.ArrivalType;
import org.drey.streaming.source.FolderSources;
import org.jspecify.annotations.Nullable;

/**
 * Both jobs over a folder, bounded: the same operators, no Kafka, nothing late. Subscribers'
 * policies are read before the first event.
 */
public final class ReplayJob {
  /** The files that a replay writes. */
  public static final List<String> OUTPUTS =
      List.of(
          "findings",
          TopicNames.ALERTS,
          TopicNames.SHADOW_ALERTS,
          TopicNames.CASES,
          TopicNames.SPLASH_SIGNALS,
          TopicNames.BLOCKLIST_HITS,
          TopicNames.DEAD_LETTERS);

  private final RuleSet rules;
  private final DreyConfiguration configuration;
  private final @Nullable ListSettings lists;
  private final ResultFiles results;
  private final ReplayFiles files;
  private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();

  /**
   * A replay.
   *
   * @param lists the list's file, or null for none
   * @param output the folder to write to
   */
  public ReplayJob(
      RuleSet rules, DreyConfiguration configuration, @Nullable ListSettings lists, Path output) {
    this.rules = rules;
    this.configuration = configuration;
    this.lists = lists;
    this.results = new ResultFiles(output, OUTPUTS);
    this.files = new ReplayFiles(rules, results);
  }

  /**
   * Adds the replay of a folder to an environment. When it has run, {@link #publish} or {@link
   * #discard} its results.
   *
   * @return whether there is anything to run: in a folder without events and verdicts there is not
   */
  public boolean addTo(StreamExecutionEnvironment env, Path input) throws IOException {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    results.begin();
    FolderSources folder = new FolderSources(env, input, configuration);
    DetectionGraph detection = DetectionGraph.bounded(rules, configuration);
    List<String> entered = enterMatched(folder, detection);
    boolean any = !entered.isEmpty();
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      if (!entered.contains(stream.topic()) && folder.has(stream)) {
        enter(folder, detection, stream);
        any = true;
      }
    }
    VerdictIntake verdicts = new VerdictIntake();
    if (folder.has(verdicts)) {
      DataStream<ArrivedRecord<Verdict>> given = folder.read(verdicts);
      detection.enterVerdicts(given);
      if (!any) {
        detection.enter(StreamRegistry.externalSignals(), noSignals(given), true);
      }
      any = true;
    }
    ErasureIntake erasures = new ErasureIntake();
    if (any && folder.has(erasures)) {
      detection.enterErasures(folder.read(erasures));
    }
    if (any) {
      files.write(detection.results(), deadLetters);
    }
    return any;
  }

  /** Puts the results in their places; the run, if there was one, has ended well. */
  public void publish() throws IOException {
    results.publish();
  }

  /** Removes what a run that failed has written; what was there before stays. */
  public void discard() throws IOException {
    results.close();
  }

  /** The events of a folder that has verdicts alone, whose dead letters are worth a run. */
  private static DataStream<ArrivedRecord<ExternalSignal>> noSignals(
      DataStream<ArrivedRecord<Verdict>> given) {
    return given
        .flatMap((verdict, out) -> {}, ArrivalType.of(ExternalSignal.class))
        .name("no events")
        .uid("no-events");
  }

  private static <T extends SpecificRecordBase> void enter(
      FolderSources folder, DetectionGraph detection, StreamDefinition<T> stream) {
    detection.enter(stream, folder.read(stream), true);
  }

  /**
   * With a list, the streams that are checked against it feed both jobs, and the hits of the one
   * are events of the other.
   *
   * @return the topics of the streams that have entered so
   */
  private List<String> enterMatched(FolderSources folder, DetectionGraph detection)
      throws IOException {
    if (lists == null) {
      return List.of();
    }
    Path policies = folder.file(TopicNames.SUBSCRIBER_POLICIES);
    ListSettings chosen = RegularFile.isThere(policies) ? lists.withPoliciesOf(policies) : lists;
    BlocklistGraph graph = new BlocklistGraph(chosen, configuration);
    List<String> entered = new ArrayList<>();
    List<BlocklistGraph.Results> decided = new ArrayList<>();
    for (BlocklistGraph.MatchedStream<?> one : graph.streams()) {
      if (folder.has(one.stream())) {
        decided.add(enterMatched(folder, detection, graph, one));
        entered.add(one.stream().topic());
      }
    }
    if (!decided.isEmpty()) {
      DataStream<BlocklistHit> hits = union(decided, BlocklistGraph.Results::hits);
      detection.enter(StreamRegistry.blocklistHits(), arrivals(hits), true);
      entered.add(TopicNames.BLOCKLIST_HITS);
      files.write(hits, union(decided, BlocklistGraph.Results::splashes));
      deadLetters.add(union(decided, BlocklistGraph.Results::deadLetters));
    }
    return entered;
  }

  private static <T extends SpecificRecordBase> BlocklistGraph.Results enterMatched(
      FolderSources folder,
      DetectionGraph detection,
      BlocklistGraph graph,
      BlocklistGraph.MatchedStream<T> one) {
    DataStream<ArrivedRecord<T>> arrivals = folder.read(one.stream());
    detection.enter(one.stream(), arrivals, false);
    return graph.results(one, arrivals);
  }

  private static <T> DataStream<T> union(
      List<BlocklistGraph.Results> decided, Function<BlocklistGraph.Results, DataStream<T>> part) {
    return decided.stream().map(part).reduce(DataStream::union).orElseThrow();
  }

  private DataStream<ArrivedRecord<BlocklistHit>> arrivals(DataStream<BlocklistHit> hits) {
    Binding binding =
        StreamRegistry.blocklistHits()
            .fileBindings(configuration)
            .required(TopicNames.BLOCKLIST_HITS);
    return hits.map(
            hit -> {
              long time = hit.getEventTime().toEpochMilli();
              return ArrivedRecord.of(
                  new RecordPosition(TopicNames.BLOCKLIST_HITS, 0, 0),
                  time,
                  time,
                  ArrivedRecord.NO_TIME,
                  binding.lateness(),
                  binding.subjects() ? hit : BlocklistHit.newBuilder(hit).setSubject(null).build());
            },
            ArrivalType.of(BlocklistHit.class))
        .name("hits as events")
        .uid("hits-as-events");
  }

  /** Writes the results of a replay, a file each. */
  private static final class ReplayFiles {
    private final RuleSet rules;
    private final ResultFiles files;

    ReplayFiles(RuleSet rules, ResultFiles files) {
      this.rules = rules;
      this.files = files;
    }

    /** Writes what the blocklist job decided, each once. */
    void write(DataStream<BlocklistHit> hits, DataStream<BlocklistHit> splashes) {
      writeHits(hits, TopicNames.BLOCKLIST_HITS);
      writeHits(splashes, TopicNames.SPLASH_SIGNALS);
    }

    private void writeHits(DataStream<BlocklistHit> hits, String name) {
      KeySelector<BlocklistHit, String> id = hit -> hit.getSignalId() + ":" + hit.getKeyVersion();
      writeAvro(once(hits, id, new AvroTypeInfo<>(BlocklistHit.class), name), name);
    }

    /**
     * Writes what the detection job made.
     *
     * @param others dead letters of the other job
     */
    void write(DetectionGraph.Results results, List<DataStream<DeadLetter>> others) {
      var type = TypeInformation.of(org.drey.rules.correlate.Finding.class);
      results
          .findings()
          .keyBy(finding -> finding.id(), Types.STRING)
          .process(new DeduplicateFunction<>(type, finding -> finding.events()), type)
          .name("findings")
          .uid("findings")
          .map(new FindingRecords(rules), new AvroTypeInfo<>(Finding.class))
          .name("findings as records")
          .uid("findings-as-records")
          .sinkTo(new JsonLinesSink<>(files.part(TopicNames.FINDINGS)))
          .uid("write-findings")
          .setParallelism(1);
      writeAlerts(results.alerts(), TopicNames.ALERTS);
      if (results.shadowAlerts() != null) {
        writeAlerts(results.shadowAlerts(), TopicNames.SHADOW_ALERTS);
      }
      writeCases(results.cases());
      DataStream<DeadLetter> dead = results.deadLetters();
      for (DataStream<DeadLetter> other : others) {
        dead = dead.union(other);
      }
      writeAvro(
          once(
              dead,
              DeadLetterKey::of,
              new AvroTypeInfo<>(DeadLetter.class),
              TopicNames.DEAD_LETTERS),
          TopicNames.DEAD_LETTERS);
    }

    /** Every revision of the alerts that there are in the end. */
    private void writeAlerts(DataStream<Alert> revisions, String name) {
      revisions
          .sinkTo(new UpsertLinesSink<>(files.part(name), Alert::getAlertId, AlertRecords::isThere))
          .uid("write-" + name)
          .setParallelism(1);
    }

    /** The cases that there are in the end. */
    private void writeCases(DataStream<Case> revisions) {
      TypeInformation<Case> type = new AvroTypeInfo<>(Case.class);
      DataStream<Case> cases =
          revisions
              .keyBy(Case::getCaseId, Types.STRING)
              .process(new DeduplicateFunction<>(type, Case::getRevision), type)
              .name("cases: the last of each")
              .uid("once-" + TopicNames.CASES)
              .filter(CaseRecords::isThere)
              .name("cases: those that there are")
              .uid("there-" + TopicNames.CASES);
      writeAvro(cases, TopicNames.CASES);
    }

    private static <T> DataStream<T> once(
        DataStream<T> stream, KeySelector<T, String> key, TypeInformation<T> type, String name) {
      return stream
          .keyBy(key, Types.STRING)
          .process(new DeduplicateFunction<>(type, element -> 0), type)
          .name(name + ": each once")
          .uid("once-" + name);
    }

    private <T extends SpecificRecordBase> void writeAvro(DataStream<T> stream, String name) {
      stream.sinkTo(new JsonLinesSink<>(files.part(name))).uid("write-" + name).setParallelism(1);
    }
  }
}
