package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records against a map: spread evenly, crowded at a few places, several of a node. */
class RecordTableTest {
  /** Of a hundred bits a filter word has at most this many set by chance for a node it lacks. */
  private static final double FALSE_SHARE = 0.05;

  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 100, 5_000, 40_000})
  void findsEveryRecordWhereTheFileHasIt(int nodes) {
    Map<Long, Integer> kinds = kinds(nodes);
    ListSegment segment = segment(kinds, new LongArrayList());
    RecordTable table = RecordTable.of(segment);
    int record = 0;
    for (var node : kinds.entrySet()) {
      assertTrue(table.mayHave(node.getKey()));
      for (int kind = RecordKind.SELF; kind <= RecordKind.CARRIES; kind++) {
        int place = table.find(node.getKey(), kind);
        boolean has = (node.getValue() >> kind & 1) == 1;
        assertEquals(has, place != RecordTable.NOWHERE);
        if (has) {
          assertEquals(record, segment.record(place));
          assertEquals(node.getKey() ^ kind, segment.verifying(place));
          assertEquals(kind, segment.id(record));
          assertEquals(node.getKey(), segment.meta(record));
          record++;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 40_000})
  void knowsNothingElse(int nodes) {
    Map<Long, Integer> kinds = kinds(nodes);
    RecordTable table = RecordTable.of(segment(kinds, new LongArrayList()));
    int passed = 0;
    int asked = 20_000;
    for (int i = 0; i < asked; i++) {
      // Near one that it has, or anywhere.
      long other = node();
      if (!kinds.containsKey(other)) {
        assertEquals(RecordTable.NOWHERE, table.find(other, RecordKind.COVER));
        passed += table.mayHave(other) ? 1 : 0;
      }
    }
    assertTrue(passed <= FALSE_SHARE * asked, passed + " of " + asked);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3_000})
  void letsThroughWhatIsPassedOnTheWay(int nodes) {
    LongArrayList above = new LongArrayList();
    for (int i = 0; i < 500; i++) {
      above.add(node());
    }
    RecordTable table = RecordTable.of(segment(kinds(nodes), above));
    for (long node : above) {
      assertTrue(table.mayPass(node));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 40_000})
  void aCursorGoesThroughAllInOrder(int nodes) {
    Map<Long, Integer> kinds = kinds(nodes);
    RecordCursor at = segment(kinds, new LongArrayList()).records();
    for (var node : kinds.entrySet()) {
      for (int kind = RecordKind.SELF; kind <= RecordKind.CARRIES; kind++) {
        if ((node.getValue() >> kind & 1) == 1) {
          assertTrue(at.next());
          assertEquals(0, at.compareTo(node.getKey(), kind));
          assertEquals(node.getKey() ^ kind, at.verifying());
          assertEquals(kind, at.id());
        }
      }
    }
    assertTrue(!at.next() && at.isAtEnd());
  }

  /** For each node which kinds it has, a bit each. */
  private Map<Long, Integer> kinds(int nodes) {
    Map<Long, Integer> kinds = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < nodes; i++) {
      kinds.put(node(), 2 * (1 + random.nextInt(7)));
    }
    return kinds;
  }

  /** One in fifty lies close by a border of the top four bits. */
  private long node() {
    if (random.nextInt(50) > 0) {
      return random.nextLong();
    }
    long border = (long) random.nextInt(16) << 60;
    return border + (random.nextLong() >> 20);
  }

  private static ListSegment segment(Map<Long, Integer> kinds, LongArrayList above) {
    EntryRows rows = new EntryRows();
    kinds.forEach(
        (node, bits) -> {
          for (int kind = RecordKind.SELF; kind <= RecordKind.CARRIES; kind++) {
            if ((bits >> kind & 1) == 1) {
              rows.add(node, kind, node ^ kind, kind, node);
            }
          }
        });
    FileSections sections = FileSections.whole(rows, rows.asAdded(), above);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sections.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    assertEquals(ListSegment.size(sections.placement(), sections.records(), 0), buffer.capacity());
    return new ListSegment(buffer, 0, sections.placement(), sections.records(), 0);
  }
}
