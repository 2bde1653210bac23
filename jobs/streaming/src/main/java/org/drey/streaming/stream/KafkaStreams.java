package org.drey.streaming.stream;

import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.drey.streaming.config.Configuration;
import org.drey.streaming.event.Arrival;

/** Reads streams from Kafka. */
public final class KafkaStreams {
  private final StreamExecutionEnvironment env;
  private final Configuration configuration;
  private final Properties kafka;
  private final String group;

  /**
   * Reads for a job.
   *
   * @param kafka the client's properties, with bootstrap.servers
   * @param group the consumer group, for lag to be seen; positions are the checkpoints'
   */
  public KafkaStreams(
      StreamExecutionEnvironment env, Configuration configuration, Properties kafka, String group) {
    this.env = env;
    this.configuration = configuration;
    this.kafka = kafka;
    this.group = group;
  }

  /** The arrivals of a stream, from where the group stopped, else from the beginning. */
  @SuppressWarnings("deprecation") // the connector takes no other way to say "else the earliest"
  public <T extends SpecificRecordBase> DataStream<Arrival<T>> read(StreamDefinition<T> stream) {
    List<String> topics = configuration.stream(stream.topic()).topics();
    KafkaSource<Arrival<T>> source =
        KafkaSource.<Arrival<T>>builder()
            .setProperties(kafka)
            .setGroupId(group)
            .setTopics(topics.isEmpty() ? List.of(stream.topic()) : topics)
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(new KafkaArrivals<>(stream))
            .build();
    String name = stream.topic();
    return env.fromSource(source, Clock.of(stream), name).uid("source-" + name);
  }
}
