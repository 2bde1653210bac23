package org.drey.streaming.job;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.record.Arrival;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.Streams;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.Decision;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.drey.streaming.operator.DnsQuestion;
import org.drey.streaming.operator.MatchLists;
import org.drey.streaming.operator.Outputs;
import org.drey.streaming.operator.Question;
import org.drey.streaming.operator.WebQuestion;

/**
 * The blocklist job: stateless except for the lists. Each stream has a separate graph, with no
 * shuffle between source and sink.
 */
public final class BlocklistGraph {
  /**
   * The reference set that names the splash page's addresses, to distinguish a redirect from a gap.
   */
  public static final String SPLASH_ANSWERS = "splash_answers";

  private final ListSettings lists;
  private final Configuration configuration;
  private final List<Matched<?>> streams;

  /**
   * Graphs over lists.
   *
   * @param lists where they come from, read once in each process
   */
  public BlocklistGraph(ListSettings lists, Configuration configuration) {
    this.lists = lists;
    this.configuration = configuration;
    this.streams = matched(configuration.referenceSets().getOrDefault(SPLASH_ANSWERS, List.of()));
  }

  /** A stream that is checked against the lists, and how. */
  public record Matched<T extends SpecificRecordBase>(
      StreamDefinition<T> stream, Question<T> question) {}

  private static List<Matched<?>> matched(List<String> splashAnswers) {
    return List.of(
        new Matched<>(Streams.dnsQueries(), new DnsQuestion(splashAnswers)),
        new Matched<>(Streams.webRequests(), new WebQuestion()));
  }

  /** The topics of the streams that are checked against lists. */
  static List<String> topics() {
    return matched(List.of()).stream().map(one -> one.stream().topic()).toList();
  }

  /** The streams that are checked against the lists. */
  public List<Matched<?>> streams() {
    return streams;
  }

  /**
   * The outputs of a stream.
   *
   * @param splashes the hits whose decision is SPLASH
   */
  public record Results(
      DataStream<BlocklistHit> hits,
      DataStream<BlocklistHit> splashes,
      DataStream<DeadLetter> deadLetters) {}

  /** The graph of one of the streams. */
  public <T extends SpecificRecordBase> Results results(
      Matched<T> matched, DataStream<Arrival<T>> arrivals) {
    String topic = matched.stream().topic();
    Question<T> question = matched.question();
    ListSettings settings = lists;
    SingleOutputStreamOperator<BlocklistHit> hits =
        arrivals
            .process(
                new MatchLists<>(
                    question, () -> SharedLists.acquire(settings), configuration.blocklists()),
                new AvroTypeInfo<>(BlocklistHit.class))
            .name("match " + topic)
            .uid("match-" + topic);
    DataStream<BlocklistHit> splashes =
        hits.filter(hit -> hit.getDecision() == Decision.SPLASH)
            .name("splashes: " + topic)
            .uid("splashes-" + topic);
    return new Results(hits, splashes, hits.getSideOutput(Outputs.DEAD_LETTERS));
  }
}
