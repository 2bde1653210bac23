package org.drey.streaming.source;

import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.Bindings;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.record.Arrival;
import org.drey.definitions.stream.Intake;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.rules.schema.StreamSchema;
import org.drey.streaming.clock.ClockSettings;
import org.drey.streaming.clock.Clocks;
import org.drey.streaming.clock.Silence;

/** Reads streams from Kafka. */
public final class KafkaSources {
  private final StreamExecutionEnvironment env;
  private final Configuration configuration;
  private final Properties kafka;
  private final String group;
  private final String topicPrefix;
  private final Silence.Source silence;

  /** Reads for a live job, in which silence is measured. */
  public KafkaSources(
      StreamExecutionEnvironment env,
      Configuration configuration,
      Properties kafka,
      String group,
      String topicPrefix) {
    this(
        env,
        configuration,
        kafka,
        group,
        topicPrefix,
        Silence.Source.measured(configuration.time().idleAfter()));
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
      Configuration configuration,
      Properties kafka,
      String group,
      String topicPrefix,
      Silence.Source silence) {
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
  public <T extends SpecificRecordBase> DataStream<Arrival<T>> read(
      Intake<T> stream, StartOffsets start) {
    return read(stream, start, UnwantedRecords.none(), Clocks.silent());
  }

  /**
   * The same of a stream of which a part may be unwanted.
   *
   * @param unwanted finds records that need not be decoded
   */
  public <T extends SpecificRecordBase> DataStream<Arrival<T>> read(
      StreamDefinition<T> stream, StartOffsets start, UnwantedRecords.Source<T> unwanted) {
    return read(stream, start, unwanted, Clocks.silent());
  }

  /**
   * The arrivals of a stream that drives the clock of a job with state.
   *
   * @param unwanted finds records that need not be decoded
   */
  public <T extends SpecificRecordBase> DataStream<Arrival<T>> readDriving(
      StreamDefinition<T> stream, StartOffsets start, UnwantedRecords.Source<T> unwanted) {
    StreamSchema schema = configuration.apply(stream.schema());
    ClockSettings clock =
        ClockSettings.of(silence, schema.lateness(), configuration.time().outageAllowance());
    return read(stream, start, unwanted, Clocks.driving(schema, clock));
  }

  /**
   * The arrivals of a stream for a job without state. There is no clock, so that no partition ever
   * waits for another.
   */
  public <T extends SpecificRecordBase> DataStream<Arrival<T>> readWithoutClock(
      StreamDefinition<T> stream, StartOffsets start) {
    return read(stream, start, UnwantedRecords.none(), WatermarkStrategy.noWatermarks());
  }

  /**
   * Nothing of a stream, by an operator that has the same id and state as one that reads it: a
   * later job goes on where an earlier one has stopped. It has no part in the clock.
   */
  public <T extends SpecificRecordBase> DataStream<Arrival<T>> leaveUnread(
      StreamDefinition<T> stream) {
    String name = stream.topic() + ", which no rule reads";
    return from(stream, new UnreadSource<>(stream.type()), Clocks.silent(), name);
  }

  private <T extends SpecificRecordBase> DataStream<Arrival<T>> read(
      Intake<T> stream,
      StartOffsets start,
      UnwantedRecords.Source<T> unwanted,
      WatermarkStrategy<Arrival<T>> watermarks) {
    String name = stream.topic();
    Bindings bindings = stream.bindings(configuration, topicPrefix);
    KafkaArrivals<T> arrivals =
        new KafkaArrivals<>(stream, bindings, unwanted, kafka, configuration.declarations().hash());
    KafkaSource<Arrival<T>> source =
        KafkaSource.<Arrival<T>>builder()
            .setProperties(kafka)
            .setGroupId(group)
            .setClientIdPrefix(group + "-" + name)
            .setTopics(bindings.topics())
            .setStartingOffsets(start)
            .setDeserializer(arrivals)
            .build();
    return from(stream, new CountedSource<>(source, arrivals), watermarks, name);
  }

  private <T extends SpecificRecordBase> DataStream<Arrival<T>> from(
      Intake<T> stream,
      Source<Arrival<T>, ?, ?> source,
      WatermarkStrategy<Arrival<T>> watermarks,
      String name) {
    return env.fromSource(source, watermarks, name).uid("source-" + stream.topic());
  }
}
