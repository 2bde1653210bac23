package org.drey.streaming.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.topic.TopicNeed;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.source.KafkaSources;
import org.drey.streaming.source.StartOffsets;

/** The blocklist graph on Kafka: splash signals within milliseconds, at least once. */
public final class LiveBlocklist {
  public static final String NAME = "drey-blocklist";

  /** The topics that it reads, and reports the broken records of. */
  public static final List<String> TOPICS = BlocklistGraph.topics();

  private LiveBlocklist() {}

  /**
   * Refuses to start with topics that are missing or wrongly set up, or without a right that it
   * needs. The message says what to do.
   *
   * @param terminal takes what the user has to know who starts the job
   */
  public static void demand(JobSettings settings, ListSettings lists, Consumer<String> terminal)
      throws ExecutionException, InterruptedException {
    String prefix = settings.topicPrefix();
    List<TopicNeed> written =
        Stream.of(TopicNames.SPLASH_SIGNALS, TopicNames.BLOCKLIST_HITS, TopicNames.DEAD_LETTERS)
            .map(topic -> TopicNeed.of(prefix, topic))
            .toList();
    List<TopicNeed> topics = read(settings, lists);
    JobRights rights =
        new JobRights(JobRights.names(topics), JobRights.names(written), NAME, List.of());
    topics.addAll(written);
    BrokerCheck.demand(settings.kafka(), topics, rights, terminal);
  }

  private static List<TopicNeed> read(JobSettings settings, ListSettings lists) {
    List<TopicNeed> topics = new ArrayList<>();
    TOPICS.forEach(topic -> topics.addAll(settings.read(StreamRegistry.of(topic))));
    String prefix = settings.topicPrefix();
    if (lists.folder() != null) {
      topics.add(TopicNeed.of(prefix, TopicNames.BLOCKLIST_CONTROL));
    }
    if (lists.hasPolicies()) {
      topics.add(TopicNeed.of(prefix, TopicNames.SUBSCRIBER_POLICIES));
    }
    return topics;
  }

  /** Adds the job to an environment that has {@link FlinkSettings#blocklist}. */
  public static void build(
      StreamExecutionEnvironment env, JobSettings settings, ListSettings lists) {
    settings.demandBasis(TOPICS);
    KafkaSources kafka =
        new KafkaSources(
            env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix());
    StartOffsets start = settings.startOr(StartOffsets.EARLIEST.goingOn());
    BlocklistGraph graph = new BlocklistGraph(lists, settings.configuration());
    graph.streams().forEach(one -> add(settings, kafka, start, graph, one));
  }

  private static <T extends SpecificRecordBase> void add(
      JobSettings settings,
      KafkaSources kafka,
      StartOffsets start,
      BlocklistGraph graph,
      BlocklistGraph.MatchedStream<T> one) {
    StreamDefinition<T> stream = one.stream();
    sink(settings, stream.topic(), graph.results(one, kafka.readWithoutClock(stream, start)));
  }

  /** Each stream has its own sinks: a shared one would be a hop over the network. */
  private static void sink(JobSettings settings, String from, BlocklistGraph.Results results) {
    KafkaSinks sinks = new KafkaSinks(settings.kafka(), settings.topicPrefix(), NAME, 0);
    results
        .splashes()
        .sinkTo(sinks.lowLatency(TopicNames.SPLASH_SIGNALS, BlocklistHit.class, signal -> null))
        .name(TopicNames.SPLASH_SIGNALS + " of " + from)
        .uid(uid(TopicNames.SPLASH_SIGNALS, from));
    results
        .hits()
        .sinkTo(
            sinks.atLeastOnceKeepingTime(
                TopicNames.BLOCKLIST_HITS, BlocklistHit.class, hit -> null))
        .name(TopicNames.BLOCKLIST_HITS + " of " + from)
        .uid(uid(TopicNames.BLOCKLIST_HITS, from));
    results
        .deadLetters()
        .sinkTo(sinks.atLeastOnce(TopicNames.DEAD_LETTERS, DeadLetter.class, DeadLetterKey::of))
        .name(TopicNames.DEAD_LETTERS + " of " + from)
        .uid(uid(TopicNames.DEAD_LETTERS, from));
  }

  private static String uid(String topic, String from) {
    return "sink-" + topic + "-of-" + from;
  }
}
