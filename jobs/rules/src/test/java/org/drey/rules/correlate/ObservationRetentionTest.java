package org.drey.rules.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.log.ReportedFindings;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.junit.jupiter.api.Test;

/** When entities are looked at whose logs are all head. */
class ObservationRetentionTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int ENTITIES = 20_000;

  private static final LoggedEvent AT_NOON =
      new LoggedEvent(
          12 * HOUR,
          new EventId("bank.example", "e", 1),
          new byte[0],
          List.of(),
          ReportedFindings.NOTHING);

  private static long look(int entity, long end) {
    EntityKey key = new EntityKey("national", 1, "subject", "token-" + entity);
    return ObservationRetention.lookAtHead(key, AT_NOON, end);
  }

  /** Looks at entities that each have the same event, by the minute after it ends. */
  private static Map<Long, Integer> minutes(long matters) {
    long end = AT_NOON.time() + matters;
    Map<Long, Integer> minutes = new HashMap<>();
    for (int i = 0; i < ENTITIES; i++) {
      minutes.merge((look(i, end) - end) / MINUTE, 1, Integer::sum);
    }
    return minutes;
  }

  @Test
  void whatEndsInOneMomentIsLookedAtEvenlyWithinAQuarterOfADay() {
    Map<Long, Integer> minutes = minutes(90 * DAY);
    assertEquals(360, minutes.size());
    minutes.forEach(
        (minute, looks) -> {
          assertTrue(0 <= minute && minute < 360, () -> "minute " + minute);
          assertTrue(looks < 2 * ENTITIES / 360, () -> looks + " in minute " + minute);
        });
  }

  @Test
  void whatMattersLessLongIsLookedAtSooner() {
    assertEquals(180, minutes(DAY).size(), "an eighth of a day");
    assertEquals(60, minutes(MINUTE).size(), "an hour is little in any case");
  }

  @Test
  void whatNeverEndsIsNeverLookedAt() {
    assertEquals(Long.MAX_VALUE, look(1, Long.MAX_VALUE));
  }
}
