package org.drey.rules.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.junit.jupiter.api.Test;

/** The bytes are fixed: whoever changes them reads the old ones too. */
class LogBytesTest {
  private static final EntityKey ENTITY = new EntityKey("default", 1, "PAYEE", "q1");
  private static final int LOOK = 1_000;

  private static final String HEAD =
      "0101000000000000000202020100000000000001f402000000000000000301000000000000000000"
          + "04b0090000000000000004010000000000000002011070726f76696465720465320108f80a010000"
          + "0000000000050000000000000001000000000000000003011070726f766964657204653301000000"
          + "000000000201000000000000000501014401021070726f7669646572047031010100000000000000"
          + "4d0205090100000000000000631f0206010465330107010000030101000302010465340107010000"
          + "0301010004";
  private static final String CHUNK =
      "01021070726f76696465720470310101000000000000004d0205090100000000000000631f020201"
          + "04653101070100000301010001020104653201070100000301010002";
  private static final String NODE = "01010002d00f";

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
    assertEquals(NODE, HexFormat.of().formatHex(store.parts().get(1)));
  }
}
