package org.drey.streaming.job;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.drey.blocklist.Blocklist;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.SplashSignal;
import org.drey.event.Topics;
import org.drey.streaming.config.Configuration;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.operator.MatchNames;
import org.drey.streaming.operator.Outputs;
import org.drey.streaming.operator.SplashOf;

/** The blocklist job: stateless but for the list, no shuffle between source and sink. */
public final class BlocklistGraph {
  /** The reference set that names the splash page's addresses, to tell a redirect from a gap. */
  public static final String SPLASH_ANSWERS = "splash_answers";

  private BlocklistGraph() {}

  /** What comes out. */
  public record Results(
      DataStream<BlocklistHit> hits,
      DataStream<SplashSignal> splashes,
      DataStream<DeadLetter> deadLetters) {}

  /**
   * Builds the graph.
   *
   * @param list the list's file, read by each subtask when it starts
   */
  public static Results of(
      DataStream<Arrival<DnsQuery>> queries, Path list, Configuration configuration) {
    String file = list.toString();
    List<String> splashAnswers =
        configuration.referenceSets().getOrDefault(SPLASH_ANSWERS, List.of());
    boolean hasBasis = configuration.stream(Topics.DNS_QUERIES).hasBasis();
    SingleOutputStreamOperator<BlocklistHit> hits =
        queries
            .process(
                new MatchNames(() -> Blocklist.read(Path.of(file)), hasBasis, splashAnswers),
                new AvroTypeInfo<>(BlocklistHit.class))
            .name("match names")
            .uid("match-names");
    DataStream<SplashSignal> splashes =
        hits.filter(hit -> hit.getDecision() == Decision.SPLASH)
            .name("splashes")
            .uid("splashes")
            .map(new SplashOf(), new AvroTypeInfo<>(SplashSignal.class))
            .name("splash signals")
            .uid("splash-signals");
    return new Results(hits, splashes, hits.getSideOutput(Outputs.DEAD_LETTERS));
  }
}
