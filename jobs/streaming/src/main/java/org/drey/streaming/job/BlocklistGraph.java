package org.drey.streaming.job;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.Decision;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.drey.streaming.operator.DnsQuestion;
import org.drey.streaming.operator.ListQuestion;
import org.drey.streaming.operator.MatchLists;
import org.drey.streaming.operator.SideOutputs;
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
  private final DreyConfiguration configuration;
  private final List<MatchedStream<?>> streams;

  /**
   * Graphs over lists.
   *
   * @param lists where they come from, read once in each process
   */
  public BlocklistGraph(ListSettings lists, DreyConfiguration configuration) {
    this.lists = lists;
    this.configuration = configuration;
    this.streams = matched(configuration.referenceSets().getOrDefault(SPLASH_ANSWERS, List.of()));
  }

  /** A stream that is checked against the lists, and how. */
  public record MatchedStream<T extends SpecificRecordBase>(
      StreamDefinition<T> stream, ListQuestion<T> question) {}

  private static List<MatchedStream<?>> matched(List<String> splashAnswers) {
    return List.of(
        new MatchedStream<>(StreamRegistry.dnsQueries(), new DnsQuestion(splashAnswers)),
        new MatchedStream<>(StreamRegistry.webRequests(), new WebQuestion()));
  }

  /** The topics of the streams that are checked against lists. */
  static List<String> topics() {
    return matched(List.of()).stream().map(one -> one.stream().topic()).toList();
  }

  /** The streams that are checked against the lists. */
  public List<MatchedStream<?>> streams() {
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
      MatchedStream<T> matched, DataStream<ArrivedRecord<T>> arrivals) {
    String topic = matched.stream().topic();
    ListQuestion<T> question = matched.question();
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
    return new Results(hits, splashes, hits.getSideOutput(SideOutputs.DEAD_LETTERS));
  }
}
