package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that come, change and go, against a map: spread evenly, and crowded at a few places. */
class NodeTableTest {
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5_000, 40_000})
  void anyRunOfDifferencesGivesTheSameAsAMap(int nodes) {
    Map<Long, Integer> expected = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < nodes; i++) {
      expected.put(node(), 1 + random.nextInt(Flags.ALL));
    }
    NodeTable table = NodeTable.of(segment(expected));
    for (int round = 0; round < 12; round++) {
      Map<Long, Integer> delta = delta(expected, 20 + nodes / (round == 7 ? 1 : 20));
      table = table.with(segment(delta));
      delta.forEach((node, flags) -> expected.merge(node, flags, (was, now) -> now));
      expected.values().removeIf(flags -> flags == 0);
      assertEquals(expected.size(), table.size());
      for (var node : expected.entrySet()) {
        assertEquals(node.getValue(), table.flags(node.getKey()));
      }
      for (int i = 0; i < 2_000; i++) {
        long other = node();
        assertEquals(expected.getOrDefault(other, 0), table.flags(other));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 40_000})
  void aTableOfOneFileKnowsTheRecords(int nodes) {
    Map<Long, Integer> expected = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < nodes; i++) {
      expected.put(node(), 1 + random.nextInt(Flags.ALL));
    }
    Segment segment = segment(expected);
    NodeTable table = NodeTable.of(segment);
    for (var node : expected.entrySet()) {
      for (int flag = Flags.SELF; flag <= Flags.CARRIES; flag <<= 1) {
        if ((node.getValue() & flag) != 0) {
          long found = table.find(node.getKey());
          assertEquals(segment.record(node.getKey(), flag), NodeTable.recordOf(found, flag));
        }
      }
    }
  }

  private Map<Long, Integer> delta(Map<Long, Integer> present, int changes) {
    Map<Long, Integer> delta = new TreeMap<>(Long::compareUnsigned);
    for (long known : present.keySet()) {
      if (random.nextInt(present.size()) < changes / 2) {
        delta.put(known, random.nextInt(Flags.ALL + 1));
      }
    }
    for (int i = 0; i < changes; i++) {
      delta.put(node(), random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(Flags.ALL));
    }
    return delta;
  }

  /** One in fifty lies close by a border of the top four bits. */
  private long node() {
    if (random.nextInt(50) > 0) {
      return random.nextLong();
    }
    long border = (long) random.nextInt(16) << 60;
    return border + (random.nextLong() >> 20);
  }

  private static Segment segment(Map<Long, Integer> nodes) {
    Sections.Builder built = new Sections.Builder(nodes.size());
    nodes.forEach(
        (node, flags) -> {
          for (int i = 0; i < Flags.records(flags); i++) {
            built.record(node, i, flags);
          }
          built.node(node, flags);
        });
    Sections sections = built.build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sections.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    return new Segment(buffer, 0, sections.bucketBits(), sections.nodes(), sections.records());
  }
}
