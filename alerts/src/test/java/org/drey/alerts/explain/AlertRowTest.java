package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Priority;
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
    return AlertRow.of(alert, new AlertLines(new RuleBook(TestAlerts.RULES)));
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
  void whatIsOverdueSaysBySoMuch() {
    List<String> lines =
        row("abcdefghij", Priority.P1, TestAlerts.NOW.minusSeconds(3 * 3600 + 720), 69)
            .lines(8, 80, TestAlerts.NOW);
    assertEquals(
        "abcdefgh  P1 overdue 3 h 12 min  69.0 ALERT  payer  subject payer-token-1", lines.get(0));
    assertEquals("    PAY-20: 6 within 7 days (threshold: 5 or more).", lines.get(1));
  }
}
