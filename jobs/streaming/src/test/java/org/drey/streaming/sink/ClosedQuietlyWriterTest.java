package org.drey.streaming.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * A writer that cannot be closed costs no process; all else is as the connector's writer has it.
 */
final class ClosedQuietlyWriterTest {
  private final List<String> calls = new ArrayList<>();

  /** A writer to no broker. */
  @SuppressWarnings("try") // Its close throws what a test says.
  private final class NoBrokerWriter
      implements StatefulSinkWriter<String, Long>, CommittingSinkWriter<String, String> {
    private final Exception onClose;

    NoBrokerWriter(Exception onClose) {
      this.onClose = onClose;
    }

    @Override
    public void write(String element, SinkWriter.Context context) throws IOException {
      calls.add("write " + element);
      throw new IOException("no broker");
    }

    @Override
    public void flush(boolean isEnd) {
      calls.add("flush " + isEnd);
    }

    @Override
    public List<Long> snapshotState(long checkpoint) {
      return List.of(checkpoint);
    }

    @Override
    public Collection<String> prepareCommit() {
      return List.of("transaction");
    }

    @Override
    public void close() throws Exception {
      calls.add("close");
      throw onClose;
    }
  }

  private ClosedQuietlyWriter<String, Long, String> quiet(Exception onClose) {
    NoBrokerWriter writer = new NoBrokerWriter(onClose);
    return new ClosedQuietlyWriter<>(writer, writer);
  }

  @Test
  void aFailedCloseIsNoFailure() {
    quiet(new TimeoutException("EndTxn")).close();
    assertEquals(List.of("close"), calls);
  }

  @Test
  void anInterruptStays() {
    quiet(new InterruptedException()).close();
    assertTrue(Thread.interrupted());
  }

  @Test
  void allElseIsTheWriters() throws Exception {
    var writer = quiet(new TimeoutException("EndTxn"));
    assertThrows(IOException.class, () -> writer.write("a", null));
    writer.flush(true);
    assertEquals(List.of(7L), writer.snapshotState(7));
    assertEquals(List.of("transaction"), List.copyOf(writer.prepareCommit()));
    assertEquals(List.of("write a", "flush true"), calls);
  }
}
