package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Severity, priority, due time and confidence: the tables of scoring.md. */
class SeverityTest {
  private static final long MINUTE = 60_000;

  private static Score score(double value, double hard, String... streams) {
    return new Score(
        value,
        hard,
        List.of(),
        List.of(),
        List.of(),
        List.of(streams),
        List.of(),
        List.of(),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "VICTIM, 3",
    "PAYER, 3",
    "FACILITATOR, 3",
    "PURCHASE, 2",
    "RECEIVER, 2",
    "ENTITY, 1",
  })
  void aTrackHasItsSeverity(AlertTrack track, int severity) {
    assertEquals(severity, Severity.of(track, List.of(), 0, TestRules.CATALOGUE));
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 4", "86399999, 4", "86400000, 4", "86400001, 3", "-1, 3"})
  void aRapidSeriesOfTheLastDayIsTheHighest(long age, int severity) {
    LedgerEntry series =
        Evidence.of(TestRules.CATALOGUE, AlertTrack.VICTIM, "SXV-01", Evidence.day(5), 1);
    assertEquals(
        severity,
        Severity.of(
            AlertTrack.VICTIM, List.of(series), Evidence.day(5) + age, TestRules.CATALOGUE));
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "0, 4", "20, 4", "300, 4", "300.001, 2"})
  void aRuleRaisesItForAsLongAsItsFindingCounts(double days, int severity) {
    assertEquals(severity, ofPurchase("severity: 4", days));
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "300, 4", "300.001, 3"})
  void whoPaysAnAssuredChildIsSevereForAsLongAsThatCounts(double days, int severity) {
    RuleHead head = Evidence.head(TestRules.CATALOGUE, AlertTrack.PAYER, "LIV-01");
    FindingQuality ofAChild = new FindingQuality(1, 0, true);
    LedgerEntry seen =
        LedgerFindings.entry(head, "f1", Evidence.day(0), ofAChild, 1, 1, Finding.NO_EXPIRY);
    assertEquals(
        severity,
        Severity.of(AlertTrack.PAYER, List.of(seen), Evidence.day(days), TestRules.CATALOGUE));
  }

  @Test
  void aRuleLowersItNever() {
    assertEquals(2, ofPurchase("severity: 1", 0));
    assertEquals(2, ofPurchase("opens: true", 0));
  }

  /** So many days after a finding of a rule that says this, with a half-life of 30 days. */
  private static int ofPurchase(String line, double days) {
    RuleSet rules =
        TestRules.compile(
            Evidence.soft("X-1", AlertTrack.PURCHASE, "payment", "MERCH", 10) + "  " + line + "\n");
    LedgerEntry finding = Evidence.of(rules, AlertTrack.PURCHASE, "X-1", Evidence.day(0), 1);
    return Severity.of(AlertTrack.PURCHASE, List.of(finding), Evidence.day(days), rules);
  }

  @ParameterizedTest
  @CsvSource({
    "VICTIM,   4, 70,   0,    false, P0",
    "VICTIM,   4, 69.9, 0,    false, P1",
    "VICTIM,   4, 10,   0,    true,  P0",
    "PAYER,    4, 70,   0,    false, P0",
    "PAYER,    4, 50,   0,    false, P1",
    "PAYER,    3, 85,   0,    false, P1",
    "PAYER,    3, 84.9, 0,    false, P2",
    "PAYER,    3, 70,   0,    false, P2",
    "PAYER,    3, 69.9, 0,    false, P3",
    "PAYER,    3, 30,   40,   false, P1",
    "PAYER,    3, 30,   39.9, false, P2",
    "PAYER,    3, 30,   4,    false, P2",
    "PAYER,    3, 30,   3.9,  false, P3",
    "VICTIM,   3, 50,   0,    false, P2",
    "ENTITY,   1, 50,   0,    false, P3",
    "RECEIVER, 2, 84,   0,    false, P2",
  })
  void aPriority(
      AlertTrack track, int severity, double value, double hard, boolean fresh, Priority priority) {
    assertEquals(priority, Priority.of(track, severity, score(value, hard), fresh));
  }

  @ParameterizedTest
  @CsvSource({
    "P0, PAYER, 15",
    "P1, PAYER, 60",
    "P2, PAYER, 240",
    "P3, PAYER, 1440",
    "P0, VICTIM, 15",
    "P1, VICTIM, 60",
    "P2, VICTIM, 60",
    "P3, VICTIM, 1440",
  })
  void anAnalystHasTime(Priority priority, AlertTrack track, long minutes) {
    assertEquals(minutes * MINUTE, priority.dueMillis(track));
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', LOW",
    "0, A, LOW",
    "0, A B, MEDIUM",
    "0, A B C, HIGH",
    "40, A, HIGH",
    "39.9, A, MEDIUM",
    "20, A, MEDIUM",
    "19.9, A, LOW",
    "19.9, A B, MEDIUM"
  })
  void confidenceIsHowManyKindsOfEvidenceAgree(double hard, String streams, Confidence expected) {
    String[] names = streams.isEmpty() ? new String[0] : streams.split(" ", -1);
    assertEquals(expected, Confidence.of(score(50, hard, names)));
  }

  @ParameterizedTest
  @CsvSource({
    "29.9, NONE",
    "30, WATCH",
    "49.9, WATCH",
    "50, ALERT",
    "69.9, ALERT",
    "70, HIGH",
    "84.9, HIGH",
    "85, CRITICAL",
    "100, CRITICAL",
    "0, NONE",
  })
  void aBand(double value, Band band) {
    assertEquals(band, Band.of(value));
  }
}
