package org.drey.streaming.source;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.drey.definitions.record.ArrivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of a stream's source, and reads nothing: it knows no broker. Its state is that of
 * {@link CountedSource}, taken over as it is and handed on at each checkpoint, so that a job that
 * reads the stream again goes on where one before it has stopped. What was never read is then begun
 * as without state.
 */
final class UnreadSource<T extends SpecificRecordBase>
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
