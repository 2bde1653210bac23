package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.drey.event.TopicNames;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cost of lines of JSON: a record of a log takes some twice the CPU of a tree of its bytes, and
 * one of a payment, with its amount and more fields, some four times. The ratios are printed; what
 * fails is half as much again, because they differ by a tenth from run to run.
 */
@Tag("nightly")
final class LineCostIT {
  private static final int ROUNDS = 4;
  private static final int LINES = 40_000;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final JsonMapper trees = new JsonMapper();
  private long unused;

  @ParameterizedTest
  @CsvSource({"false, 3", "true, 6"})
  void recordCostsAFewTrees(boolean isOfPayments, int most) throws Exception {
    long tree = 0;
    long record = 0;
    for (String name : ProductFormats.NAMES) {
      LineFormat format = LineFormat.read(ProductFormats.find(name));
      List<byte[]> lines = lines(name);
      if (lines.isEmpty() || format.streams().contains(TopicNames.PAYMENTS) != isOfPayments) {
        continue; // columns are no tree
      }
      long[] least = {Long.MAX_VALUE, Long.MAX_VALUE};
      for (int round = 0; round < ROUNDS; round++) {
        least[0] = Math.min(least[0], trees(lines));
        least[1] = Math.min(least[1], records(format, lines));
      }
      System.out.printf("%s: a record costs %.2f trees%n", name, (double) least[1] / least[0]);
      tree += least[0];
      record += least[1];
    }
    assertTrue(record <= most * tree, "%.2f trees, %d".formatted((double) record / tree, unused));
  }

  private static List<byte[]> lines(String name) throws Exception {
    List<byte[]> lines = new ArrayList<>();
    for (YamlNode sample : ProductFormats.find(name).required("samples").items()) {
      String line = sample.required("line").text();
      if (line.startsWith("{")) {
        lines.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  private long trees(List<byte[]> lines) throws Exception {
    long before = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < LINES; i++) {
      unused += trees.readTree(lines.get(i % lines.size())).size();
    }
    return CPU.getCurrentThreadCpuTime() - before;
  }

  private long records(LineFormat format, List<byte[]> lines) {
    FormatReader reader = format.open(InstantSource.system());
    long before = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < LINES; i++) {
      try {
        unused += reader.read(lines.get(i % lines.size())).isPresent() ? 1 : 0;
      } catch (RefusedLineException e) {
        unused++;
      }
    }
    return CPU.getCurrentThreadCpuTime() - before;
  }
}
