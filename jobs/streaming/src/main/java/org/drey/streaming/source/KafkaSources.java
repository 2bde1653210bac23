package org.drey.streaming.source;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
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
import org.jspecify.annotations.Nullable;

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

  /**
   * Takes the place of a stream's source, and reads nothing: it knows no broker. Its state is that
   * of {@link CountedSource}, taken over as it is and handed on at each checkpoint, so that a job
   * that reads the stream again goes on where one before it has stopped. What was never read is
   * then begun as without state.
   */
  private static final class UnreadSource<T extends SpecificRecordBase>
      implements Source<ArrivedRecord<T>, KafkaPartitionSplit, KafkaSourceEnumState>,
          ResultTypeQueryable<ArrivedRecord<T>> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    UnreadSource(Class<T> type) {
      this.type = type;
    }

    private void readObject(ObjectInputStream from) throws IOException, ClassNotFoundException {
      RecordClasses.initialize();
      from.defaultReadObject();
    }

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<ArrivedRecord<T>, KafkaPartitionSplit> createReader(
        SourceReaderContext context) {
      return new Reader<>();
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
        SplitEnumeratorContext<KafkaPartitionSplit> context) {
      return restoreEnumerator(context, new KafkaSourceEnumState(Set.of(), false));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
        SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) {
      return new Enumerator(state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
      return new KafkaPartitionSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
      return new KafkaSourceEnumStateSerializer();
    }

    @Override
    public TypeInformation<ArrivedRecord<T>> getProducedType() {
      return ArrivalType.of(type);
    }

    /** Keeps the positions of the partitions that it was restored with. */
    private static final class Reader<T extends SpecificRecordBase>
        implements SourceReader<ArrivedRecord<T>, KafkaPartitionSplit> {
      private final List<KafkaPartitionSplit> kept = new ArrayList<>();
      private final CompletableFuture<Void> never = new CompletableFuture<>();

      @Override
      public void start() {}

      @Override
      public InputStatus pollNext(ReaderOutput<ArrivedRecord<T>> output) {
        return InputStatus.NOTHING_AVAILABLE;
      }

      @Override
      public CompletableFuture<Void> isAvailable() {
        return never;
      }

      @Override
      public void addSplits(List<KafkaPartitionSplit> splits) {
        kept.addAll(splits);
      }

      @Override
      public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        return List.copyOf(kept);
      }

      @Override
      public void notifyNoMoreSplits() {}

      @Override
      public void close() {}
    }

    /** Keeps what is known of partitions; finds none, and assigns none. */
    private record Enumerator(KafkaSourceEnumState state)
        implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
      @Override
      public void start() {}

      @Override
      public void handleSplitRequest(int subtask, @Nullable String host) {}

      @Override
      public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {}

      @Override
      public void addReader(int subtask) {}

      @Override
      public KafkaSourceEnumState snapshotState(long checkpoint) {
        return state;
      }

      @Override
      public void close() {}
    }
  }
}
