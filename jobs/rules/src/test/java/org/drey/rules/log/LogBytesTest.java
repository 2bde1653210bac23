package org.drey.rules.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
      "0300000000000001f401000000000000000301000000000000000104b00901010002020200000000"
          + "000003e94802021070726f76696465720470310101000000000000004d0205090100000000000000"
          + "63230206010004653301010701000003010100030201000465340101070100000301010004";

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
    return EntityLog.open(ENTITY, store, ENDS, new LogSizes(2, 8), new ChunkCache(0));
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
    log.setTimer(500);
    log.waiting().add(3, new PendingSpan(1, 2, 600));
    log.close();
    assertEquals(HEAD, HexFormat.of().formatHex(store.head()));
    assertEquals(CHUNK, HexFormat.of().formatHex(store.chunks().get(0)));
  }
}
