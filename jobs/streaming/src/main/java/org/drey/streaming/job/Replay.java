package org.drey.streaming.job;

import java.io.IOException;
import java.nio.file.Files;
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
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.Finding;
import org.drey.event.SplashSignal;
import org.drey.event.Topics;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.operator.Deduplicate;
import org.drey.streaming.operator.FindingRecords;
import org.drey.streaming.sink.AvroLines;
import org.drey.streaming.sink.FindingLines;
import org.drey.streaming.sink.JsonLinesSink;
import org.drey.streaming.source.ArrivalType;
import org.drey.streaming.source.FolderSources;
import org.drey.streams.config.Bindings.Binding;
import org.drey.streams.config.Configuration;
import org.drey.streams.event.Arrival;
import org.drey.streams.event.Place;
import org.drey.streams.event.PlacedFinding;
import org.drey.streams.stream.BlocklistHits;
import org.drey.streams.stream.StreamDefinition;
import org.drey.streams.stream.Streams;
import org.drey.streams.stream.Verdicts;
import org.jspecify.annotations.Nullable;

/**
 * Both jobs over a folder, bounded: the same operators, no Kafka, nothing late. Subscribers'
 * policies are read before the first event.
 */
public final class Replay {
  /** The files that a replay writes. */
  public static final List<String> OUTPUTS =
      List.of(
          "findings",
          Topics.ALERTS,
          Topics.SHADOW_ALERTS,
          Topics.SPLASH_SIGNALS,
          Topics.BLOCKLIST_HITS,
          Topics.DEAD_LETTERS);

  private final RuleSet rules;
  private final Configuration configuration;
  private final @Nullable ListSettings lists;
  private final Path output;
  private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();

  /**
   * A replay.
   *
   * @param lists the list's file, or null for none
   * @param output the folder to write to
   */
  public Replay(
      RuleSet rules, Configuration configuration, @Nullable ListSettings lists, Path output) {
    this.rules = rules;
    this.configuration = configuration;
    this.lists = lists;
    this.output = output;
  }

  /**
   * Adds the replay of a folder to an environment.
   *
   * @return whether there is anything to run: a folder without events is not
   */
  public boolean addTo(StreamExecutionEnvironment env, Path input) throws IOException {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    Files.createDirectories(output);
    for (String name : OUTPUTS) {
      Files.write(output.resolve(name + ".jsonl"), new byte[0]);
    }
    FolderSources folder = new FolderSources(env, input, configuration);
    DetectionGraph detection = new DetectionGraph(rules, configuration, true);
    List<String> entered = enterMatched(folder, detection);
    boolean any = !entered.isEmpty();
    for (StreamDefinition<?> stream : Streams.all()) {
      if (!entered.contains(stream.topic()) && folder.has(stream)) {
        enter(folder, detection, stream);
        any = true;
      }
    }
    Verdicts verdicts = new Verdicts();
    if (any && folder.has(verdicts)) {
      detection.enterVerdicts(folder.read(verdicts));
    }
    if (any) {
      write(detection.results());
    }
    return any;
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
  private List<String> enterMatched(FolderSources folder, DetectionGraph detection) {
    if (lists == null) {
      return List.of();
    }
    Path policies = folder.file(Topics.SUBSCRIBER_POLICIES);
    ListSettings chosen = Files.isRegularFile(policies) ? lists.withPoliciesOf(policies) : lists;
    BlocklistGraph graph = new BlocklistGraph(chosen, configuration);
    List<String> entered = new ArrayList<>();
    List<BlocklistGraph.Results> decided = new ArrayList<>();
    for (BlocklistGraph.Matched<?> one : graph.streams()) {
      if (folder.has(one.stream())) {
        decided.add(enterMatched(folder, detection, graph, one));
        entered.add(one.stream().topic());
      }
    }
    if (!decided.isEmpty()) {
      DataStream<BlocklistHit> hits = union(decided, BlocklistGraph.Results::hits);
      detection.enter(BlocklistHits.definition(), arrivals(hits), true);
      entered.add(Topics.BLOCKLIST_HITS);
      write(hits, union(decided, BlocklistGraph.Results::splashes));
      deadLetters.add(union(decided, BlocklistGraph.Results::deadLetters));
    }
    return entered;
  }

  private static <T extends SpecificRecordBase> BlocklistGraph.Results enterMatched(
      FolderSources folder,
      DetectionGraph detection,
      BlocklistGraph graph,
      BlocklistGraph.Matched<T> one) {
    DataStream<Arrival<T>> arrivals = folder.read(one.stream());
    detection.enter(one.stream(), arrivals, false);
    return graph.results(one, arrivals);
  }

  private static <T> DataStream<T> union(
      List<BlocklistGraph.Results> decided, Function<BlocklistGraph.Results, DataStream<T>> part) {
    return decided.stream().map(part).reduce(DataStream::union).orElseThrow();
  }

  private DataStream<Arrival<BlocklistHit>> arrivals(DataStream<BlocklistHit> hits) {
    Binding binding =
        BlocklistHits.definition().fileBindings(configuration).required(Topics.BLOCKLIST_HITS);
    return hits.map(
            hit -> {
              long time = hit.getEventTime().toEpochMilli();
              return Arrival.of(
                  new Place(Topics.BLOCKLIST_HITS, 0, 0),
                  time,
                  time,
                  Arrival.NO_TIME,
                  binding.lateness(),
                  binding.subjects() ? hit : BlocklistHit.newBuilder(hit).setSubject(null).build());
            },
            ArrivalType.of(BlocklistHit.class))
        .name("hits as events")
        .uid("hits-as-events");
  }

  private void write(DataStream<BlocklistHit> hits, DataStream<SplashSignal> splashes) {
    writeAvro(
        once(
            hits,
            hit -> hit.getSignalId() + ":" + hit.getKeyVersion(),
            new AvroTypeInfo<>(BlocklistHit.class),
            Topics.BLOCKLIST_HITS),
        Topics.BLOCKLIST_HITS);
    writeAvro(
        once(
            splashes,
            splash -> splash.getSignalId() + ":" + splash.getKeyVersion(),
            new AvroTypeInfo<>(SplashSignal.class),
            Topics.SPLASH_SIGNALS),
        Topics.SPLASH_SIGNALS);
  }

  private void write(DetectionGraph.Results results) {
    DataStream<PlacedFinding> findings =
        results
            .findings()
            .keyBy(placed -> placed.finding().id(), Types.STRING)
            .process(
                new Deduplicate<>(
                    TypeInformation.of(PlacedFinding.class), placed -> placed.finding().events()),
                TypeInformation.of(PlacedFinding.class))
            .name("findings")
            .uid("findings");
    findings
        .map(new FindingRecords(rules), new AvroTypeInfo<>(Finding.class))
        .name("findings as records")
        .uid("findings-as-records")
        .sinkTo(new JsonLinesSink<>(file(Topics.FINDINGS), new FindingLines(rules)))
        .uid("write-findings")
        .setParallelism(1);
    writeAvro(results.alerts(), Topics.ALERTS);
    if (results.shadowAlerts() != null) {
      writeAvro(results.shadowAlerts(), Topics.SHADOW_ALERTS);
    }
    DataStream<DeadLetter> dead = results.deadLetters();
    for (DataStream<DeadLetter> other : deadLetters) {
      dead = dead.union(other);
    }
    writeAvro(
        once(dead, DeadLetterKey::of, new AvroTypeInfo<>(DeadLetter.class), Topics.DEAD_LETTERS),
        Topics.DEAD_LETTERS);
  }

  private static <T> DataStream<T> once(
      DataStream<T> stream, KeySelector<T, String> key, TypeInformation<T> type, String name) {
    return stream
        .keyBy(key, Types.STRING)
        .process(new Deduplicate<>(type, element -> 0), type)
        .name(name + ": each once")
        .uid("once-" + name);
  }

  private <T extends SpecificRecordBase> void writeAvro(DataStream<T> stream, String name) {
    stream
        .sinkTo(new JsonLinesSink<>(file(name), new AvroLines<>()))
        .uid("write-" + name)
        .setParallelism(1);
  }

  private Path file(String name) {
    return output.resolve(name + ".jsonl").toAbsolutePath();
  }
}
