package org.drey.streaming.job;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.SplashSignal;
import org.drey.event.WebRequest;
import org.drey.streaming.config.Configuration;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.drey.streaming.operator.DnsQuestion;
import org.drey.streaming.operator.MatchLists;
import org.drey.streaming.operator.Outputs;
import org.drey.streaming.operator.Question;
import org.drey.streaming.operator.SplashOf;
import org.drey.streaming.operator.WebQuestion;

/**
 * The blocklist job: stateless but for the lists. Each stream has a graph of its own, with no
 * shuffle between source and sink.
 */
public final class BlocklistGraph {
  /** The reference set that names the splash page's addresses, to tell a redirect from a gap. */
  public static final String SPLASH_ANSWERS = "splash_answers";

  private final ListSettings lists;
  private final Configuration configuration;

  /**
   * Graphs over lists.
   *
   * @param lists where they come from, read once in each process
   */
  public BlocklistGraph(ListSettings lists, Configuration configuration) {
    this.lists = lists;
    this.configuration = configuration;
  }

  /** What comes out of a stream. */
  public record Results(
      DataStream<BlocklistHit> hits,
      DataStream<SplashSignal> splashes,
      DataStream<DeadLetter> deadLetters) {}

  /** The graph of DNS queries. */
  public Results queries(DataStream<Arrival<DnsQuery>> queries) {
    List<String> splashAnswers =
        configuration.referenceSets().getOrDefault(SPLASH_ANSWERS, List.of());
    return results(queries, new DnsQuestion(splashAnswers));
  }

  /** The graph of web requests. */
  public Results requests(DataStream<Arrival<WebRequest>> requests) {
    return results(requests, new WebQuestion());
  }

  private <T extends SpecificRecordBase> Results results(
      DataStream<Arrival<T>> arrivals, Question<T> question) {
    String topic = question.topic();
    ListSettings settings = lists;
    SingleOutputStreamOperator<BlocklistHit> hits =
        arrivals
            .process(
                new MatchLists<>(
                    question, () -> SharedLists.acquire(settings), configuration.blocklists()),
                new AvroTypeInfo<>(BlocklistHit.class))
            .name("match " + topic)
            .uid("match-" + topic);
    DataStream<SplashSignal> splashes =
        hits.filter(hit -> hit.getDecision() == Decision.SPLASH)
            .name("splashes: " + topic)
            .uid("splashes-" + topic)
            .map(new SplashOf(), new AvroTypeInfo<>(SplashSignal.class))
            .name("splash signals: " + topic)
            .uid("splash-signals-" + topic);
    return new Results(hits, splashes, hits.getSideOutput(Outputs.DEAD_LETTERS));
  }
}
