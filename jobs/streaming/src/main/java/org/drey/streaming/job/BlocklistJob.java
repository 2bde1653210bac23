package org.drey.streaming.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.SplashSignal;
import org.drey.event.Topics;
import org.drey.streaming.config.InvalidConfigurationException;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.stream.DnsQueries;
import org.drey.streaming.stream.KafkaStreams;
import org.drey.streaming.stream.StartOffsets;
import org.drey.streaming.stream.WebRequests;

/** The blocklist job on Kafka: splash signals within milliseconds, at least once. */
public final class BlocklistJob {
  public static final String NAME = "drey-blocklist";

  /** The topics that it reads, and reports the broken records of. */
  public static final List<String> TOPICS = List.of(Topics.DNS_QUERIES, Topics.WEB_REQUESTS);

  private static final Set<String> ARGUMENTS =
      Set.of("lists", "blocklist", "key-file", "list-key-file", "subscriber-policies");

  private static final String USAGE =
      """
      --lists DIR              the folder of list files, the same on every machine; which of them
                               are in force is announced on blocklist-control
      --blocklist FILE         or one list, compiled or plain, that stays as it is
      --key-file FILE          the lists' key, a file on every machine; else the environment
                               variable DREY_LIST_KEY of every machine; a plain list needs none
      --subscriber-policies    reads subscriber-policies: parental control for those who asked
      """;

  private BlocklistJob() {}

  /** Starts the job; without arguments that it can use it says which there are. */
  public static void main(String[] arguments) throws Exception {
    ParameterTool given = JobSettings.arguments(arguments, ARGUMENTS);
    // Nobody waits for the signals of last week.
    JobSettings settings = JobSettings.read(given).startedAt(StartOffsets.LATEST.goingOn());
    ListSettings lists = lists(given, settings);
    demand(settings, lists);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.deployed(FlinkSettings.blocklist(), settings.configuration().flink()));
    build(env, settings, lists);
    env.execute(NAME);
  }

  static ListSettings lists(ParameterTool given, JobSettings settings) throws IOException {
    if (given.has("lists") == given.has("blocklist")) {
      throw new InvalidConfigurationException("The job needs --lists or --blocklist:\n" + USAGE);
    }
    ListSettings lists =
        given.has("lists")
            ? ListSettings.announced(
                Path.of(given.get("lists")), settings.kafka(), settings.topicPrefix())
            : ListSettings.ofFile(Path.of(given.get("blocklist")));
    for (String name : List.of("list-key-file", "key-file")) { // an earlier name, and today's
      if (given.has(name)) {
        lists = lists.withKey(Path.of(given.get(name)));
      }
    }
    if (given.has("subscriber-policies")) {
      lists = lists.withPoliciesOn(settings.kafka(), settings.topicPrefix());
    }
    SharedLists.check(lists);
    return lists;
  }

  /**
   * Refuses to start with topics that are missing or wrongly set up. The message says what to do.
   */
  public static void demand(JobSettings settings, ListSettings lists)
      throws ExecutionException, InterruptedException {
    List<TopicNeed> topics = new ArrayList<>();
    topics.addAll(settings.read(DnsQueries.definition()));
    topics.addAll(settings.read(WebRequests.definition()));
    String prefix = settings.topicPrefix();
    topics.add(new TopicNeed(prefix + Topics.SPLASH_SIGNALS, TopicNeed.Kind.LOG));
    topics.add(new TopicNeed(prefix + Topics.BLOCKLIST_HITS, TopicNeed.Kind.LOG_WITH_OWN_TIMES));
    topics.add(new TopicNeed(prefix + Topics.DEAD_LETTERS, TopicNeed.Kind.UPSERTS_FOR_A_WHILE));
    if (lists.folder() != null) {
      topics.add(new TopicNeed(prefix + Topics.BLOCKLIST_CONTROL, TopicNeed.Kind.UPSERTS));
    }
    if (lists.hasPolicies()) {
      topics.add(new TopicNeed(prefix + Topics.SUBSCRIBER_POLICIES, TopicNeed.Kind.UPSERTS));
    }
    BrokerCheck.demand(settings.kafka(), topics);
  }

  /** Adds the job to an environment that has {@link FlinkSettings#blocklist}. */
  public static void build(
      StreamExecutionEnvironment env, JobSettings settings, ListSettings lists) {
    settings.demandBasis(TOPICS);
    KafkaStreams kafka =
        new KafkaStreams(
            env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix());
    StartOffsets start = settings.startOr(StartOffsets.EARLIEST.goingOn());
    BlocklistGraph graph = new BlocklistGraph(lists, settings.configuration());
    sink(settings, Topics.DNS_QUERIES, graph.queries(kafka.readOn(DnsQueries.definition(), start)));
    sink(
        settings,
        Topics.WEB_REQUESTS,
        graph.requests(kafka.readOn(WebRequests.definition(), start)));
  }

  /** Each stream has sinks of its own: a shared one would be a hop over the network. */
  private static void sink(JobSettings settings, String from, BlocklistGraph.Results results) {
    KafkaSinks sinks = new KafkaSinks(settings.kafka(), settings.topicPrefix(), NAME, 0);
    results
        .splashes()
        .sinkTo(sinks.atOnce(Topics.SPLASH_SIGNALS, SplashSignal.class, signal -> null))
        .name(Topics.SPLASH_SIGNALS + " of " + from)
        .uid(uid(Topics.SPLASH_SIGNALS, from));
    results
        .hits()
        .sinkTo(
            sinks.atLeastOnceKeepingTime(Topics.BLOCKLIST_HITS, BlocklistHit.class, hit -> null))
        .name(Topics.BLOCKLIST_HITS + " of " + from)
        .uid(uid(Topics.BLOCKLIST_HITS, from));
    results
        .deadLetters()
        .sinkTo(sinks.atLeastOnce(Topics.DEAD_LETTERS, DeadLetter.class, DeadLetterKey::of))
        .name(Topics.DEAD_LETTERS + " of " + from)
        .uid(uid(Topics.DEAD_LETTERS, from));
  }

  private static String uid(String topic, String from) {
    return "sink-" + topic + "-of-" + from;
  }
}
