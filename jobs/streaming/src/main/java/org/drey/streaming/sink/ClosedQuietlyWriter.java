package org.drey.streaming.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of transactions whose failed close is a line in the log. The connector's aborts its
 * transaction when it is closed. If brokers are away or another job has its id, that fails; Flink
 * takes a failed close for a broken process, and ends the task manager with all its other jobs. No
 * one needs the abort: the next writer aborts what is open under its ids, or the broker does after
 * the transaction timeout.
 */
final class ClosedQuietlyWriter<T, S, C>
    implements StatefulSinkWriter<T, S>, CommittingSinkWriter<T, C> {
  private static final Logger LOG = LoggerFactory.getLogger(ClosedQuietlyWriter.class);

  private final StatefulSinkWriter<T, S> writer;
  private final CommittingSinkWriter<T, C> commits;

  /**
   * A writer in place of another.
   *
   * @param commits the same, as what makes committables
   */
  ClosedQuietlyWriter(StatefulSinkWriter<T, S> writer, CommittingSinkWriter<T, C> commits) {
    this.writer = writer;
    this.commits = commits;
  }

  @Override
  public void write(T element, SinkWriter.Context context)
      throws IOException, InterruptedException {
    writer.write(element, context);
  }

  @Override
  public void flush(boolean isEnd) throws IOException, InterruptedException {
    writer.flush(isEnd);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public List<S> snapshotState(long checkpoint) throws IOException {
    return writer.snapshotState(checkpoint);
  }

  @Override
  public Collection<C> prepareCommit() throws IOException, InterruptedException {
    return commits.prepareCommit();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("A transaction could not be aborted; its broker ends it: {}", e.toString());
    }
  }
}
