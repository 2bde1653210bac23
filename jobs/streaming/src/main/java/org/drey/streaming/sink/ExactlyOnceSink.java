package org.drey.streaming.sink;

import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The connector's exactly-once sink, without its leak: the connector's writers list open
 * transactions at their start by an admin client that they never close. With each restart the
 * client's thread, its connection and the classes of the job would stay in the task manager, until
 * that runs out of memory for classes after some ten restarts. A writer that cannot be closed ends
 * no task manager: {@link ClosedQuietlyWriter}.
 */
final class ExactlyOnceSink<T extends SpecificRecordBase>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  private static final String ADMIN = "adminClient";

  private final KafkaSink<T> sink;

  ExactlyOnceSink(KafkaSink<T> sink) {
    this.sink = sink;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return wrapped(sink.createWriter(context));
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) {
    return wrapped(sink.restoreWriter(context, state));
  }

  @SuppressWarnings("unchecked") // The connector's writers of transactions are both.
  private StatefulSinkWriter<T, KafkaWriterState> wrapped(SinkWriter<T> writer) {
    closeAdmin(writer);
    return new ClosedQuietlyWriter<>(
        (StatefulSinkWriter<T, KafkaWriterState>) writer,
        (CommittingSinkWriter<T, KafkaCommittable>) writer);
  }

  /** A writer that has been made has listed what it had to; it would create a client again. */
  private static void closeAdmin(SinkWriter<?> writer) {
    try {
      Field field = writer.getClass().getDeclaredField(ADMIN);
      field.setAccessible(true);
      if (field.get(writer) instanceof Admin admin) {
        field.set(writer, null);
        admin.close(Duration.ZERO); // nothing is under way
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Another version of the connector: see whether its writers close their admin client", e);
    }
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return sink.createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }
}
