package org.drey.streaming.source;

import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.RecordIntake;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.rules.schema.StreamSchema;
import org.drey.streaming.clock.ClockSettings;
import org.drey.streaming.clock.PartitionIdleness;
import org.drey.streaming.clock.StreamWatermarks;

/** Reads streams from Kafka. */
public final class KafkaSources {
  private final StreamExecutionEnvironment env;
  private final DreyConfiguration configuration;
  private final Properties kafka;
  private final String group;
  private final String topicPrefix;
  private final PartitionIdleness.Source silence;

  /** Reads for a live job, in which silence is measured. */
  public KafkaSources(
      StreamExecutionEnvironment env,
      DreyConfiguration configuration,
      Properties kafka,
      String group,
      String topicPrefix) {
    this(
        env,
        configuration,
        kafka,
        group,
        topicPrefix,
        PartitionIdleness.Source.measured(configuration.time().idleAfter()));
  }

  /**
   * Reads for a job.
   *
   * @param kafka the client's properties, with bootstrap.servers. What a producer has aborted is
   *     not read, unless they say otherwise
   * @param group the consumer group, for lag to be seen; positions are the checkpoints'
   * @param topicPrefix what the names of all topics begin with
   * @param silence which partitions have no say in the clock
   */
  public KafkaSources(
      StreamExecutionEnvironment env,
      DreyConfiguration configuration,
      Properties kafka,
      String group,
      String topicPrefix,
      PartitionIdleness.Source silence) {
    this.env = env;
    this.configuration = configuration;
    this.kafka = (Properties) kafka.clone();
    this.kafka.putIfAbsent("isolation.level", "read_committed");
    this.group = group;
    this.topicPrefix = topicPrefix;
    this.silence = silence;
  }

  /**
   * The arrivals of what has no part in the clock of a job with state.
   *
   * @param start where to begin where no checkpoint says it
   */
  public <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> read(
      RecordIntake<T> stream, StartOffsets start) {
    return read(stream, start, UnwantedRecords.none(), StreamWatermarks.silent());
  }

  /**
   * The same of a stream of which a part may be unwanted.
   *
   * @param unwanted finds records that need not be decoded
   */
  public <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> read(
      StreamDefinition<T> stream, StartOffsets start, UnwantedRecords.Source<T> unwanted) {
    return read(stream, start, unwanted, StreamWatermarks.silent());
  }

  /**
   * The arrivals of a stream that drives the clock of a job with state.
   *
   * @param unwanted finds records that need not be decoded
   */
  public <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> readDriving(
      StreamDefinition<T> stream, StartOffsets start, UnwantedRecords.Source<T> unwanted) {
    StreamSchema schema = configuration.apply(stream.schema());
    ClockSettings clock =
        ClockSettings.of(silence, schema.lateness(), configuration.time().outageAllowance());
    return read(stream, start, unwanted, StreamWatermarks.driving(schema, clock));
  }

  /**
   * The arrivals of a stream for a job without state. There is no clock, so that no partition ever
   * waits for another.
   */
  public <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> readWithoutClock(
      StreamDefinition<T> stream, StartOffsets start) {
    return read(stream, start, UnwantedRecords.none(), WatermarkStrategy.noWatermarks());
  }

  /**
   * Nothing of a stream, by an operator that has the same id and state as one that reads it: a
   * later job goes on where an earlier one has stopped. It has no part in the clock.
   */
  public <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> leaveUnread(
      StreamDefinition<T> stream) {
    String name = stream.topic() + ", which no rule reads";
    return from(stream, new UnreadSource<>(stream.type()), StreamWatermarks.silent(), name);
  }

  private <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> read(
      RecordIntake<T> stream,
      StartOffsets start,
      UnwantedRecords.Source<T> unwanted,
      WatermarkStrategy<ArrivedRecord<T>> watermarks) {
    String name = stream.topic();
    TopicBindings bindings = stream.bindings(configuration, topicPrefix);
    KafkaArrivals<T> arrivals =
        new KafkaArrivals<>(stream, bindings, unwanted, kafka, configuration.declarations().hash());
    KafkaSource<ArrivedRecord<T>> source =
        KafkaSource.<ArrivedRecord<T>>builder()
            .setProperties(kafka)
            .setGroupId(group)
            .setClientIdPrefix(group + "-" + name)
            .setTopics(bindings.topics())
            .setStartingOffsets(start)
            .setDeserializer(arrivals)
            .build();
    return from(stream, new CountedSource<>(source, arrivals), watermarks, name);
  }

  private <T extends SpecificRecordBase> DataStream<ArrivedRecord<T>> from(
      RecordIntake<T> stream,
      Source<ArrivedRecord<T>, ?, ?> source,
      WatermarkStrategy<ArrivedRecord<T>> watermarks,
      String name) {
    return env.fromSource(source, watermarks, name).uid("source-" + stream.topic());
  }
}
