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
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
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
    List<ArrivedRecord<Payment>> arrivals =
        read(file, new TopicBindings(Map.of(TopicNames.PAYMENTS, withoutLateness)));
    assertEquals(List.of(0L, 2L), arrivals.stream().map(ArrivedRecord::offset).toList());
    assertTrue(arrivals.stream().allMatch(ArrivedRecord::isFault));
    assertEquals("java.lang.NullPointerException", arrivals.get(0).detail());
  }

  private static List<ArrivedRecord<Payment>> read(Path file, TopicBindings bindings)
      throws IOException {
    var path = new org.apache.flink.core.fs.Path(file.toUri());
    FileSourceSplit split =
        new FileSourceSplit("0", path, 0, Files.size(file), 0, Files.size(file));
    List<ArrivedRecord<Payment>> all = new ArrayList<>();
    try (BulkFormat.Reader<ArrivedRecord<Payment>> reader =
        new FileArrivals<>(StreamRegistry.payments(), bindings)
            .createReader(new Configuration(), split)) {
      var batch = reader.readBatch();
      for (var one = batch.next(); one != null; one = batch.next()) {
        all.add(one.getRecord());
      }
    }
    return all;
  }

  private static String sample() throws IOException {
    try (InputStream in = TopicNames.class.getResourceAsStream("/samples/payments.pass.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('\n', ' ');
    }
  }
}
