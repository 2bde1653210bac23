package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.story.StoryEvents;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alerts in a list. */
class AlertRowTest {
  private static AlertRow row(String id, Priority priority, @Nullable Instant due, double score) {
    Alert alert = TestAlerts.payer();
    alert.setAlertId(id);
    alert.setPriority(priority);
    alert.setDueBy(due);
    alert.setScore(score);
    return AlertRow.of(alert, new RuleBook(TestAlerts.RULES));
  }

  @Test
  void theMostUrgentIsFirst() {
    Instant early = TestAlerts.NOW;
    Instant late = early.plusSeconds(60);
    List<String> ids =
        Stream.of(
                row("f", Priority.UNKNOWN, early, 99),
                row("e", Priority.P3, null, 99),
                row("d", Priority.P3, late, 50),
                row("c", Priority.P3, late, 60),
                row("b", Priority.P3, early, 50),
                row("a", Priority.P0, late, 50))
            .sorted(AlertRow.BY_URGENCY)
            .map(AlertRow::alertId)
            .toList();
    assertEquals(List.of("a", "b", "c", "d", "e", "f"), ids);
  }

  private static List<String> likeness(String hostAge, String id) {
    Alert alert = StoryEvents.withHosts(hostAge, StoryEvents.joined(0, "host-1"));
    alert.setAlertId(id);
    return AlertRow.of(alert, new RuleBook(TestAlerts.RULES)).likeness();
  }

  @Test
  void whoPaysAssuredChildrenIsLikeNoOneElse() {
    assertNotEquals(likeness("CHILD", "a"), likeness("CHILD", "b"));
    assertEquals(likeness("ADULT", "a"), likeness("ADULT", "b"));
    assertNotEquals(likeness("ADULT", "a"), likeness("CHILD", "a"));
    assertNotEquals(likeness("ADULT", "a"), likeness("UNKNOWN", "a"));
  }

  @Test
  void thoseOfWhichReasonsCountLessAreNotAlike() {
    Alert full = TestAlerts.payer();
    Alert half = TestAlerts.payer();
    half.getReasons().get(0).setQuality(full.getReasons().get(0).getQuality() / 2);
    RuleBook book = new RuleBook(TestAlerts.RULES);
    assertNotEquals(AlertRow.of(full, book).likeness(), AlertRow.of(half, book).likeness());
  }

  @Test
  void idsAreAsLongAsTheyMustBeToDiffer() {
    assertEquals(8, AlertRow.uniqueLetters(List.of()));
    assertEquals(
        8,
        AlertRow.uniqueLetters(
            List.of(
                row("aaaaaaaaaa", Priority.P3, null, 1), row("aaaaaaabaa", Priority.P3, null, 1))));
    assertEquals(
        10,
        AlertRow.uniqueLetters(
            List.of(
                row("aaaaaaaaaa1", Priority.P3, null, 1),
                row("aaaaaaaaab1", Priority.P3, null, 1))));
  }

  @Test
  void youngPeopleAreBeforeAllAndOfAReplayTheHighestScoreIs() {
    Alert child = TestAlerts.of(Track.VICTIM, "child");
    child.setPriority(Priority.P2);
    Alert early = TestAlerts.of(Track.PAYER, "early");
    Alert high = TestAlerts.of(Track.PAYER, "high");
    for (Alert one : List.of(early, high)) {
      one.setPriority(Priority.P1);
      one.setGeneration(0);
    }
    early.setDueBy(TestAlerts.NOW);
    high.setDueBy(TestAlerts.NOW.plusSeconds(1));
    high.setScore(early.getScore() + 1);
    assertEquals(
        List.of("child", "high", "early"),
        Stream.of(early, high, child)
            .map(alert -> AlertRow.of(alert, new RuleBook(TestAlerts.RULES)))
            .sorted(AlertRow.BY_URGENCY)
            .map(AlertRow::entity)
            .toList());
  }
}
