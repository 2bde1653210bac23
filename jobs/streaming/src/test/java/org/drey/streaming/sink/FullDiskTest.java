package org.drey.streaming.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.drey.event.Case;
import org.drey.event.TopicNames;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;

/** A task whose flush fails fails with the reason; one whose close fails ends its TaskManager. */
final class FullDiskTest {
  private static final Path FULL = Path.of("/dev/full");

  @Test
  void isSaidByFlushAndNotByClose() throws Exception {
    Case one = (Case) Sample.of(TopicNames.CASES, "unused").record();
    List<Sink<Case>> sinks =
        List.of(
            new UpsertLinesSink<>(FULL, Case::getCaseId, element -> true),
            new JsonLinesSink<>(FULL));
    for (Sink<Case> sink : sinks) {
      SinkWriter<Case> writer = sink.createWriter(null);
      writer.write(one, null);
      var full = assertThrows(FileSystemException.class, () -> writer.flush(true));
      assertEquals("/dev/full: No space left on device", full.getMessage());
      writer.close();
    }
  }
}
