package org.drey.alerts.story;

import static org.drey.alerts.story.StoryEvents.joined;
import static org.drey.alerts.story.StoryEvents.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.explain.RuleBook;
import org.drey.event.AlertEvent;
import org.junit.jupiter.api.Test;

/** Joined are pairs that a rule found, and no others. */
final class EventPairTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);

  private static List<Long> pairs(AlertEvent... events) {
    return EventPair.of(
            StoryOccasion.inOrder(StoryEvents.alert(Arrays.asList(events))), BOOK.ordered())
        .stream()
        .map(EventPair::minutes)
        .toList();
  }

  @Test
  void aPairThatARuleFoundIsJoined() {
    assertEquals(
        List.of(25L), pairs(joined(25, "h1", "LNK-01"), payment(0, "q1", 20, "LNK-01", "PAY-01")));
  }

  @Test
  void whatLiesBetweenAPairDoesNotPartIt() {
    assertEquals(
        List.of(25L),
        pairs(
            payment(0, "q1", 20, "LNK-01"),
            payment(10, "q9", 20, "PAY-01"),
            joined(12, "h9", "LIV-02"),
            joined(25, "h1", "LNK-01")));
  }

  @Test
  void neighboursThatNoRulePairedAreNotJoined() {
    assertEquals(List.of(), pairs(payment(0, "q1", 20, "PAY-01"), joined(5, "h1")));
    assertEquals(
        List.of(),
        pairs(payment(0, "q1", 20, "PAY-20"), joined(5, "h1", "PAY-20")),
        "one that does not ask for an order");
    AlertEvent ofAnother = joined(5, "h1", "LNK-01");
    ofAnother.getLivestream().setSubject("p2");
    assertEquals(List.of(), pairs(payment(0, "q1", 20, "LNK-01"), ofAnother), "another person");
    assertEquals(
        List.of(),
        pairs(payment(0, "q1", 20, "LNK-01"), joined(120, "h1", "LNK-01")),
        "outside the window");
  }

  @Test
  void whereTwoPayeesComeIntoQuestionNoneIsGuessed() {
    assertEquals(
        List.of(),
        pairs(
            payment(0, "q1", 20, "LNK-01"),
            payment(5, "q2", 20, "LNK-01"),
            joined(10, "h1", "LNK-01")));
    assertEquals(
        List.of(5L),
        pairs(
            payment(0, "q1", 20, "LNK-01"),
            payment(5, "q1", 20, "LNK-01"),
            joined(10, "h1", "LNK-01")));
  }
}
