package org.drey.rules.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which spans of time a rule looks at again, and when. */
class PendingSpansTest {
  private static final long RULE = 1;

  private final PendingSpans waiting = new PendingSpans();

  private void add(long from, long to, long due) {
    waiting.add(RULE, new PendingSpan(from, to, due));
  }

  @Test
  void whatBeginsAmidASpanThatIsDueGoesWithIt() {
    add(20, 32, 220);
    add(15, 27, 215);
    assertEquals(
        List.of(new PendingSpan(15, 27, 215), new PendingSpan(20, 32, 220)),
        waiting.takeDue(RULE, 215));
    assertEquals(Long.MAX_VALUE, waiting.nextDue());
    assertEquals(Set.of(), waiting.rules());
  }

  @Test
  void aRuleIsThereAsLongAsItWaits() {
    add(20, 32, 220);
    assertEquals(Set.of(RULE), waiting.rules());
    waiting.keepOnly(Set.of());
    assertEquals(Set.of(), waiting.rules());
  }

  @Test
  void whatBeginsBeforeOrAfterItWaits() {
    add(33, 40, 221);
    add(20, 32, 220);
    add(15, 25, 222);
    assertEquals(List.of(new PendingSpan(20, 32, 220)), waiting.takeDue(RULE, 220));
    assertEquals(List.of(new PendingSpan(33, 40, 221)), waiting.takeDue(RULE, 221));
    assertEquals(222, waiting.nextDue());
  }
}
