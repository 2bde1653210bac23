package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.drey.definitions.config.Bindings;
import org.drey.definitions.config.Bindings.Binding;
import org.drey.definitions.record.Arrival;
import org.drey.definitions.stream.Streams;
import org.drey.event.Payment;
import org.drey.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a file as they arrive: each one an arrival, also if it cannot be read. */
final class FileArrivalsTest {
  @TempDir Path folder;

  @Test
  void aFaultAtALineCostsThatLine() throws Exception {
    String line = sample();
    Path file = Files.writeString(folder.resolve("payments.jsonl"), line + "\n\n" + line + "\n");
    Binding withoutLateness = new Binding(null, null, null, true); // which no configuration gives
    List<Arrival<Payment>> arrivals =
        read(file, new Bindings(Map.of(Topics.PAYMENTS, withoutLateness)));
    assertEquals(List.of(0L, 2L), arrivals.stream().map(Arrival::offset).toList());
    assertTrue(arrivals.stream().allMatch(Arrival::isFault));
    assertEquals("java.lang.NullPointerException", arrivals.get(0).detail());
  }

  private static List<Arrival<Payment>> read(Path file, Bindings bindings) throws IOException {
    var path = new org.apache.flink.core.fs.Path(file.toUri());
    FileSourceSplit split =
        new FileSourceSplit("0", path, 0, Files.size(file), 0, Files.size(file));
    List<Arrival<Payment>> all = new ArrayList<>();
    try (BulkFormat.Reader<Arrival<Payment>> reader =
        new FileArrivals<>(Streams.payments(), bindings).createReader(new Configuration(), split)) {
      var batch = reader.readBatch();
      for (var one = batch.next(); one != null; one = batch.next()) {
        all.add(one.getRecord());
      }
    }
    return all;
  }

  private static String sample() throws IOException {
    try (InputStream in = Topics.class.getResourceAsStream("/samples/payments.pass.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('\n', ' ');
    }
  }
}
