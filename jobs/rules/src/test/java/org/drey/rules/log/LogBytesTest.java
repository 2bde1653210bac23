package org.drey.rules.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.junit.jupiter.api.Test;

/** The bytes are fixed: whoever changes them raises the version. */
class LogBytesTest {
  private static final EntityKey ENTITY = new EntityKey("default", 1, "PAYEE", "q1");
  private static final int LOOK = 1_000;

  private static final String HEAD =
      "02010000000000000002020201010002d00f00000000000001f4020000000000000003010000"
          + "0000000000000004b0090000000000000004010000000000000002011070726f766964657200"
          + "0465320108f80a0100000000000000050000000000000001000000000000000003011070726f"
          + "76696465720004653301000000000000000201000000000000000501014802021070726f7669"
          + "6465720470310101000000000000004d02050901000000000000006323020601000465330101"
          + "0701000003010100030201000465340101070100000301010004";
  private static final String CHUNK =
      "02021070726f76696465720470310101000000000000004d0205090100000000000000632302"
          + "02010004653101010701000003010100010201000465320101070100000301010002";

  private static final ObservationEnds ENDS =
      new ObservationEnds() {
        @Override
        public long of(LoggedEvent observation) {
          return observation.time() + LOOK;
        }

        @Override
        public long look(LoggedEvent observation) {
          return of(observation);
        }
      };

  private final InMemoryLog store = new InMemoryLog();

  private EntityLog open() {
    return EntityLog.open(ENTITY, store, ENDS, new LogSizes(2, 2, 1, 8, 64), new PartCache(0));
  }

  private static LoggedEvent at(long time) {
    EventFacet facet =
        new EventFacet(new FacetShape(new long[] {77}, new int[] {5, 9}), texts("p1", "q1"), 0);
    EventId event = new EventId("provider", "e" + time, 1);
    return new LoggedEvent(time, event, new byte[] {7}, List.of(facet), ReportedFindings.NOTHING)
        .reported(99, (int) time);
  }

  private static String[] texts(String... texts) {
    return texts;
  }

  @Test
  void theBytesAreFixed() {
    EntityLog log = open();
    for (int time = 1; time <= 4; time++) {
      log.insert(at(time));
    }
    log.notes().setTimer(500);
    log.notes().waiting().add(3, new PendingSpan(1, 2, 600));
    log.notes().waiting().add(4, new PendingSpan(LogPoint.after(at(2)), 4, 700));
    log.notes().edges().put(5L, new CountedSpan(LogPoint.after(1), LogPoint.after(at(3)), 2));
    log.notes().putCount(5, new byte[] {1});
    log.close();
    assertEquals(HEAD, HexFormat.of().formatHex(store.head()));
    assertEquals(CHUNK, HexFormat.of().formatHex(store.parts().get(0)));
    assertNull(store.parts().get(1), "the uppermost node is in the head");
  }
}
