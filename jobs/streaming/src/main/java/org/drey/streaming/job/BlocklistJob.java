package org.drey.streaming.job;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.SplashSignal;
import org.drey.event.Topics;
import org.drey.streaming.config.InvalidConfigurationException;
import org.drey.streaming.sink.KafkaSinks;
import org.drey.streaming.stream.DnsQueries;
import org.drey.streaming.stream.KafkaStreams;

/** The blocklist job on Kafka: splash signals within milliseconds, at least once. */
public final class BlocklistJob {
  public static final String NAME = "drey-blocklist";

  /** The topics that it reads. */
  public static final List<String> TOPICS = List.of(Topics.DNS_QUERIES);

  private BlocklistJob() {}

  /** Starts the job; {@code --blocklist FILE} is the list. */
  public static void main(String[] arguments) throws Exception {
    ParameterTool given = ParameterTool.fromArgs(arguments);
    JobSettings settings = JobSettings.read(given);
    if (!given.has("blocklist")) {
      throw new InvalidConfigurationException("The job needs --blocklist FILE");
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.blocklist());
    build(env, settings, Path.of(given.get("blocklist")));
    env.execute(NAME);
  }

  /** Adds the job to an environment that has {@link FlinkSettings#blocklist}. */
  public static void build(StreamExecutionEnvironment env, JobSettings settings, Path list) {
    settings.demandBasis(TOPICS);
    KafkaStreams kafka =
        new KafkaStreams(
            env, settings.configuration(), settings.kafka(), NAME, settings.topicPrefix());
    BlocklistGraph.Results results =
        BlocklistGraph.of(kafka.readOn(DnsQueries.definition()), list, settings.configuration());
    KafkaSinks sinks = new KafkaSinks(settings.kafka(), settings.topicPrefix(), NAME, 0);
    results
        .splashes()
        .sinkTo(sinks.atLeastOnce(Topics.SPLASH_SIGNALS, SplashSignal.class, signal -> null))
        .name(Topics.SPLASH_SIGNALS)
        .uid("sink-" + Topics.SPLASH_SIGNALS);
    results
        .hits()
        .sinkTo(sinks.atLeastOnce(Topics.BLOCKLIST_HITS, BlocklistHit.class, hit -> null))
        .name(Topics.BLOCKLIST_HITS)
        .uid("sink-" + Topics.BLOCKLIST_HITS);
    results
        .deadLetters()
        .sinkTo(sinks.atLeastOnce(Topics.DEAD_LETTERS, DeadLetter.class, DeadLetterKey::of))
        .name(Topics.DEAD_LETTERS)
        .uid("sink-" + Topics.DEAD_LETTERS);
  }
}
