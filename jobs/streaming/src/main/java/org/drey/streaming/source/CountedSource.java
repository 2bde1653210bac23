package org.drey.streaming.source;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.drey.definitions.record.ArrivedRecord;

/**
 * Flink's source of Kafka records, read some in a row. It also has those counted that the broker
 * deleted: where a partition is read from, and when a checkpoint is taken, the decoder cannot know.
 */
final class CountedSource<T extends SpecificRecordBase>
    implements Source<ArrivedRecord<T>, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<ArrivedRecord<T>> {
  private static final long serialVersionUID = 1L;

  /** So few that no checkpoint and no timer waits for long. */
  private static final int POLLS_PER_CALL = 8;

  private final KafkaSource<ArrivedRecord<T>> source;
  private final KafkaArrivals<T> arrivals;

  /**
   * A source.
   *
   * @param arrivals the decoder of that source, the very same
   */
  CountedSource(KafkaSource<ArrivedRecord<T>> source, KafkaArrivals<T> arrivals) {
    this.source = source;
    this.arrivals = arrivals;
  }

  private void readObject(ObjectInputStream from) throws IOException, ClassNotFoundException {
    RecordClasses.initialize();
    from.defaultReadObject();
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<ArrivedRecord<T>, KafkaPartitionSplit> createReader(
      SourceReaderContext context) throws Exception {
    return new Reader<>(source.createReader(context), arrivals);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<ArrivedRecord<T>> getProducedType() {
    return source.getProducedType();
  }

  /** Hands all on to Flink's reader, which it asks for a few records in a row. */
  @SuppressWarnings("try") // Flink's interface says that close may throw anything
  private static final class Reader<T extends SpecificRecordBase>
      implements SourceReader<ArrivedRecord<T>, KafkaPartitionSplit> {
    private final SourceReader<ArrivedRecord<T>, KafkaPartitionSplit> reader;
    private final KafkaArrivals<T> arrivals;

    Reader(SourceReader<ArrivedRecord<T>, KafkaPartitionSplit> reader, KafkaArrivals<T> arrivals) {
      this.reader = reader;
      this.arrivals = arrivals;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
      splits.forEach(
          split ->
              arrivals.missing().startAt(split.getTopicPartition(), split.getStartingOffset()));
      reader.addSplits(splits);
    }

    @Override
    public void start() {
      reader.start();
    }

    /**
     * Reads a few records: between two calls Flink looks whether the task has mail and whether each
     * of its outputs has a buffer, which takes a tenth of the time of a record that matches
     * nothing.
     */
    @Override
    public InputStatus pollNext(ReaderOutput<ArrivedRecord<T>> output) throws Exception {
      InputStatus status = reader.pollNext(output);
      for (int i = 1; i < POLLS_PER_CALL && status == InputStatus.MORE_AVAILABLE; i++) {
        status = reader.pollNext(output);
      }
      return status;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
      arrivals.missing().compare();
      return reader.snapshotState(checkpoint);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return reader.isAvailable();
    }

    @Override
    public void notifyNoMoreSplits() {
      reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      reader.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
      reader.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
      reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
      reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
      arrivals.close();
      reader.close();
    }
  }
}
