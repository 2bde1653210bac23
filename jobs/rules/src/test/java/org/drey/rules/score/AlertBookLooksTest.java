package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** When the books of many entities are looked at. */
class AlertBookLooksTest {
  private static final int ENTITIES = 100;

  private static final RuleSet RULES =
      TestRules.compile(Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60));

  private final EntityAlertsFactory books =
      new EntityAlertsFactory(RULES, 90 * Evidence.DAY, details -> List.of("PAYEE:q"));

  @Test
  void whatTheClockLeapsOverIsNotLookedAtInOneMomentForEver() {
    Finding finding = EntityAlertsTest.found(RULES, RULES.heads().get(0), Evidence.day(0), 5, 1);
    long leapt = 100 * Evidence.DAY;
    Set<Long> next = new HashSet<>();
    for (int i = 0; i < ENTITIES; i++) {
      EntityKey entity = new EntityKey("default", 1, "SUBJECT", "p" + i);
      StateBytes kept = new StateBytes();
      EntityAlerts first = books.open(entity, kept, 7);
      first.accept(finding, 0);
      first.write();
      EntityAlerts then = books.open(entity, kept, 7);
      then.advance(leapt);
      assertEquals(30, (then.nextTimer() - leapt) / Evidence.DAY, "days until the next look");
      next.add(then.nextTimer());
    }
    assertEquals(ENTITIES, next.size());
  }
}
