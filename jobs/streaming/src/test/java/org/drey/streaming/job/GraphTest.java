package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.clock.NeverIdle;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graphs of the live jobs, sources and sinks included, as the jobs start them. */
final class GraphTest {

  private static final int PARALLELISM = 3;
  private static final ListSettings LIST = ListSettings.ofFile(Path.of("list.txt"));

  private static final String WITHOUT_TRIALS =
      """
      title: Paid
      id: 5f1f64a4-32c3-4c3c-9c5a-1a2b3c4d5e6f
      status: stable
      logsource: {category: payment}
      detection:
        selection: {channel: CARD}
        condition: selection
      """;

  /** No broker listens there; building a graph does not connect. */
  private static Properties kafka() {
    Properties kafka = new Properties();
    kafka.setProperty("bootstrap.servers", "localhost:9");
    return kafka;
  }

  private static DreyConfiguration declared() {
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>();
    TopicNames.INPUTS.forEach(
        topic -> streams.put(topic, new DreyConfiguration.Stream("test", null, List.of())));
    return DreyConfiguration.DEFAULT.withStreams(streams);
  }

  private static StreamExecutionEnvironment environment(
      org.apache.flink.configuration.Configuration settings) {
    return StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings);
  }

  private static StreamExecutionEnvironment blocklist() {
    StreamExecutionEnvironment env = environment(FlinkSettings.blocklist());
    LiveBlocklist.build(env, new JobSettings(declared(), kafka(), ""), LIST);
    return env;
  }

  private static StreamExecutionEnvironment detection() {
    return detection(SmallRules.COMPILED);
  }

  private static StreamExecutionEnvironment detection(RuleSet rules) {
    return detection(rules, declared());
  }

  private static StreamExecutionEnvironment detection(
      RuleSet rules, DreyConfiguration configuration) {
    StreamExecutionEnvironment env = environment(FlinkSettings.detection());
    JobSettings settings = new JobSettings(configuration, kafka(), "");
    LiveDetection.build(env, settings, rules, new JobSubmission(Duration.ofMinutes(1), 1, false));
    return env;
  }

  private static List<String> uids(StreamGraph graph) {
    return List.copyOf(
        new TreeSet<>(
            graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList()));
  }

  /** Without those that Flink makes of a sink. */
  static List<String> uidsOfBothJobs() {
    return Stream.of(blocklist(), detection())
        .flatMap(env -> uids(env.getStreamGraph()).stream())
        .filter(uid -> !uid.startsWith("Sink Committer: "))
        .toList();
  }

  @Test
  void everyOperatorOfTheBlocklistJobKeepsItsId() {
    assertEquals(
        List.of(
            "Sink Committer: sink-blocklist-hits-of-dns-queries",
            "Sink Committer: sink-blocklist-hits-of-web-requests",
            "Sink Committer: sink-dead-letters-of-dns-queries",
            "Sink Committer: sink-dead-letters-of-web-requests",
            "Sink Committer: sink-splash-signals-of-dns-queries",
            "Sink Committer: sink-splash-signals-of-web-requests",
            "match-dns-queries",
            "match-web-requests",
            "sink-blocklist-hits-of-dns-queries",
            "sink-blocklist-hits-of-web-requests",
            "sink-dead-letters-of-dns-queries",
            "sink-dead-letters-of-web-requests",
            "sink-splash-signals-of-dns-queries",
            "sink-splash-signals-of-web-requests",
            "source-dns-queries",
            "source-web-requests",
            "splashes-dns-queries",
            "splashes-web-requests"),
        uids(blocklist().getStreamGraph()));
  }

  @Test
  void everyOperatorOfTheDetectionJobKeepsItsId() {
    List<String> ids = new ArrayList<>(uids(detection().getStreamGraph()));
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      for (String step : List.of("source-", "door-")) {
        assertTrue(ids.remove(step + stream.topic()), step + stream.topic());
      }
    }
    assertEquals(
        List.of(
            "Sink Committer: sink-alerts",
            "Sink Committer: sink-cases",
            "Sink Committer: sink-dead-letters",
            "Sink Committer: sink-shadow-alerts",
            "cases",
            "correlate-1",
            "correlate-1-findings",
            "correlate-1-second-pass",
            "correlate-2",
            "correlate-2-findings",
            "correlate-erasures",
            "door-erasures",
            "door-verdicts",
            "score",
            "score-erasures",
            "score-looks",
            "score-notices",
            "sink-alerts",
            "sink-cases",
            "sink-dead-letters",
            "sink-shadow-alerts",
            "source-erasures",
            "source-verdicts"),
        ids);
  }

  /** With a list, hits are the replay's own; without, they are read as any other stream. */
  @Test
  void aReplayReadsTheStreamsThatTheLiveJobReads(@TempDir Path folder) throws IOException {
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      Files.writeString(
          folder.resolve(stream.topic() + ".jsonl"), Sample.of(stream.topic(), "a").line());
    }
    String verdict = Sample.of(TopicNames.VERDICTS, "a").line();
    Files.writeString(folder.resolve(TopicNames.VERDICTS + ".jsonl"), verdict);
    String erasure = Sample.of(TopicNames.ERASURES, "a").line();
    Files.writeString(folder.resolve(TopicNames.ERASURES + ".jsonl"), erasure);
    StreamGraph live = detection().getStreamGraph();
    List<String> read =
        new ArrayList<>(List.of("source-" + TopicNames.VERDICTS, "source-" + TopicNames.ERASURES));
    StreamRegistry.all().forEach(stream -> read.add("source-" + stream.topic()));
    assertEquals(read.stream().sorted().toList(), uids(live, "source-"));
    assertEquals(uids(live, "source-"), uids(replay(folder, null), "source-"));
    for (ListSettings lists : Arrays.asList(null, LIST)) {
      assertEquals(uids(live, "door-"), uids(replay(folder, lists), "door-"));
      assertEquals(
          lists == null ? List.of() : uids(blocklist().getStreamGraph(), "match-"),
          uids(replay(folder, lists), "match-"));
    }
  }

  private static StreamGraph replay(Path folder, @Nullable ListSettings lists) throws IOException {
    StreamExecutionEnvironment env = environment(FlinkSettings.detection());
    ReplayJob replay = new ReplayJob(SmallRules.COMPILED, declared(), lists, folder.resolve("out"));
    replay.addTo(env, folder);
    replay.discard();
    return env.getStreamGraph();
  }

  private static List<String> uids(StreamGraph graph, String prefix) {
    return uids(graph).stream().filter(uid -> uid.startsWith(prefix)).toList();
  }

  @Test
  void findingsAsRecordsKeepTheirIds() {
    List<String> without = uids(detection().getStreamGraph());
    StreamExecutionEnvironment recording =
        detection(SmallRules.COMPILED, declared().withFindingsTopic());
    List<String> more = new ArrayList<>(uids(recording.getStreamGraph()));
    more.removeAll(without);
    assertEquals(
        List.of("Sink Committer: sink-findings", "findings-as-records", "sink-findings"), more);
  }

  @Test
  void theGraphIsTheSameWhileThereAreNoTrials() {
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("one.yml", WITHOUT_TRIALS)), declared());
    assertFalse(rules.hasTrials());
    assertEquals(uids(detection().getStreamGraph()), uids(detection(rules).getStreamGraph()));
  }

  @Test
  void bothJobsCanBeStartedWithWhatTheirPromisesRestOn() {
    for (StreamExecutionEnvironment env : List.of(blocklist(), detection())) {
      assertFalse(env.getConfiguration().get(PipelineOptions.AUTO_GENERATE_UIDS));
      assertFalse(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES));
      assertTrue(env.getConfig().isObjectReuseEnabled());
      env.getStreamGraph()
          .getJobGraph()
          .getVertices()
          .forEach(vertex -> assertEquals(720, vertex.getMaxParallelism(), vertex.getName()));
    }
    assertEquals("rocksdb", FlinkSettings.detection().get(StateBackendOptions.STATE_BACKEND));
    assertEquals(0, FlinkSettings.blocklist().get(ExecutionOptions.BUFFER_TIMEOUT).toMillis());
  }

  @Test
  void anOperatorWithoutAnIdIsRefused() {
    StreamExecutionEnvironment env = environment(FlinkSettings.detection());
    env.fromData(1, 2).map(i -> i + 1).sinkTo(new DiscardingSink<>());
    assertThrows(IllegalStateException.class, () -> env.getStreamGraph().getJobGraph());
  }

  @Test
  void theBlocklistJobNeverShuffles() {
    StreamGraph graph = blocklist().getStreamGraph();
    for (StreamNode node : graph.getStreamNodes()) {
      for (StreamEdge edge : node.getOutEdges()) {
        assertTrue(edge.getPartitioner() instanceof ForwardPartitioner, edge::toString);
      }
    }
    assertEquals(2, graph.getJobGraph().getNumberOfVertices()); // a chain for each source
    graph.getJobGraph().getVertices().forEach(vertex -> assertTrue(vertex.isInputVertex()));
  }

  @Test
  void nearlyNothingOfTheDetectionJobIsShuffled() {
    // Shuffled are matches to each step, findings to the score, links to cases, and what the sinks
    // get of them.
    List<String> shuffled =
        detection().getStreamGraph().getStreamNodes().stream()
            .filter(
                node ->
                    node.getInEdges().stream()
                        .anyMatch(e -> !(e.getPartitioner() instanceof ForwardPartitioner)))
            .map(StreamNode::getTransformationUID)
            .sorted()
            .toList();
    assertEquals(List.of("cases", "correlate-1", "correlate-2", "score", "score-looks"), shuffled);
  }

  /** A step that reads both a step and doors would else be ahead of it after a silence. */
  @Test
  void noStepTakesTheOneBeforeItForSilent() {
    Map<String, String> readers = new TreeMap<>();
    StreamGraph graph = detection().getStreamGraph();
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getTransformationUID().matches("correlate-[12]")) {
        for (StreamEdge edge : node.getOutEdges()) {
          StreamNode reader = graph.getStreamNode(edge.getTargetId());
          readers.put(
              reader.getTransformationUID(),
              reader
                  .getOperatorFactory()
                  .getStreamOperatorClass(GraphTest.class.getClassLoader())
                  .getSimpleName());
        }
      }
    }
    readers.keySet().removeIf(uid -> uid.startsWith("sink-"));
    String neverIdle = NeverIdle.class.getSimpleName();
    assertEquals(
        Map.of(
            "correlate-1-findings", neverIdle,
            "correlate-1-second-pass", neverIdle,
            "correlate-2-findings", neverIdle),
        readers);
  }

  @Test
  void aLiveJobDemandsAStatementOfTheLegalBasis() {
    StreamExecutionEnvironment env = environment(FlinkSettings.blocklist());
    JobSettings settings = new JobSettings(DreyConfiguration.DEFAULT, kafka(), "");
    String message =
        assertThrows(
                InvalidConfigurationException.class, () -> LiveBlocklist.build(env, settings, LIST))
            .getMessage();
    assertTrue(message.contains("dns-queries, web-requests"), message);
  }
}
