package org.drey.alerts.explain;

import static org.drey.alerts.TestAlerts.AS_OF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Offset;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.Track;
import org.drey.event.Unlisted;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.FoldForecast;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.rules.score.Score;
import org.junit.jupiter.api.Test;

/** The score that one benign finding more would give is that which the fold gives with it. */
final class ClearingScoreTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);

  private static RuleHead rule(String name) {
    return TestAlerts.RULES.heads().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static KnownFinding found(String rule, int daysBefore, double quality) {
    return new KnownFinding(
        rule(rule).id(),
        rule + daysBefore,
        AS_OF.minus(Duration.ofDays(daysBefore)).toEpochMilli(),
        quality);
  }

  private static AlertContent folded(AlertTrack track, List<KnownFinding> findings) {
    return new FoldForecast(TestAlerts.RULES, null).of(track, findings, List.of()).content();
  }

  /** Each on five days. */
  private static KnownFinding[] series(String... rules) {
    return Stream.of(rules)
        .flatMap(rule -> IntStream.range(0, 5).mapToObj(day -> found(rule, 2 * day, 0.9)))
        .toArray(KnownFinding[]::new);
  }

  /** The record of what the fold gives. */
  private static Alert alert(AlertTrack track, EntityKind kind, AlertContent content) {
    Alert alert = TestAlerts.of(Track.valueOf(track.name()), "token-1");
    Score score = content.score();
    alert.setEntityKind(kind);
    alert.setScore(score.value());
    alert.setAsOf(Instant.ofEpochMilli(content.asOf()));
    alert.setReasons(score.reasons().stream().map(ClearingScoreTest::reason).toList());
    alert.setOffsets(score.offsets().stream().map(ClearingScoreTest::offset).toList());
    alert.setGates(List.of());
    alert.setUnlisted(
        new Unlisted(
            score.faint().stream().map(ClearingScoreTest::reason).toList(),
            score.idle().stream().map(ClearingScoreTest::offset).toList(),
            score.held()));
    return alert;
  }

  private static Reason reason(Score.Reason of) {
    Reason reason = TestAlerts.reason("fan_out_to_unrelated_people_month", 1, 1, "", "");
    reason.setIndicator(of.indicator());
    reason.setRuleId(of.entry().ruleId());
    reason.setFamily(of.family().name());
    reason.setPoints(of.points());
    reason.setMost(of.scoring().points());
    reason.setCap(of.family().cap());
    reason.setHard(of.scoring().hard());
    reason.setStrength(of.scoring().strength());
    reason.setHalfLifeSeconds(of.scoring().halfLifeMillis() / 1000);
    reason.setQuality(of.entry().quality().value());
    reason.setStreams(of.sources());
    reason.setEntries(
        of.entries().stream()
            .map(one -> new ReasonEntry(Instant.ofEpochMilli(one.time()), one.strength()))
            .toList());
    return reason;
  }

  private static Offset offset(Score.Offset of) {
    return new Offset(of.indicator(), of.ruleId(), of.points(), of.full());
  }

  /** Adds each benign finding for real, and compares. */
  private static List<ClearingScore> compared(
      AlertTrack track, EntityKind kind, KnownFinding... findings) {
    List<KnownFinding> known = List.of(findings);
    AlertContent content = folded(track, known);
    Alert alert = alert(track, kind, content);
    List<ClearingScore> scores = ClearingScore.of(alert, BOOK.benign(alert));
    for (ClearingScore one : scores) {
      RuleHead benign =
          BOOK.benign(alert).stream()
              .filter(head -> head.scoring().indicator().equals(one.indicator()))
              .findFirst()
              .orElseThrow();
      List<KnownFinding> more = new ArrayList<>(known);
      more.add(new KnownFinding(benign.id(), "benign", content.asOf(), 1));
      assertEquals(folded(track, more).score().value(), one.score(), one::toString);
    }
    return scores;
  }

  private static List<String> indicators(List<ClearingScore> scores) {
    return scores.stream().map(ClearingScore::indicator).sorted().toList();
  }

  @Test
  void aPayersScoreIsThatOfTheFold() {
    List<ClearingScore> scores =
        compared(
            AlertTrack.PAYER,
            EntityKind.SUBJECT,
            series(
                "fan_out_to_unrelated_people_month",
                "repeated_small_payments_abroad",
                "payment_before_private_session_payer"));
    assertEquals(List.of("BEN-01", "BEN-02", "BEN-03"), indicators(scores));
    assertTrue(scores.stream().anyMatch(one -> one.sentence().startsWith("Payment to a verified")));
    assertEquals(
        scores.stream().map(ClearingScore::score).sorted().toList(),
        scores.stream().map(ClearingScore::score).toList(),
        "the lowest first");
  }

  @Test
  void whatWasFoundAlreadyIsNotAskedForAndHardEvidenceStays() {
    List<ClearingScore> scores =
        compared(
            AlertTrack.PAYER,
            EntityKind.SUBJECT,
            found("trusted_flagger_report_subject", 0, 0.9),
            found("payment_to_verified_family", 4, 1));
    assertEquals(List.of("BEN-01", "BEN-03"), indicators(scores));
    assertEquals(1, scores.stream().map(ClearingScore::score).distinct().count());
  }

  @Test
  void anAccountIsClearedByWhatIsAboutAccountsAlone() {
    List<ClearingScore> scores =
        compared(
            AlertTrack.FACILITATOR,
            EntityKind.PAYEE,
            found("trusted_flagger_report_payee", 0, 0.6));
    assertEquals(List.of("BEN-03"), indicators(scores));
    assertEquals(List.of("No single benign finding lowers it."), ClearingScore.sentences(scores));
  }

  @Test
  void nothingClearsAChild() {
    Alert child = TestAlerts.of(Track.VICTIM, "child-1");
    child.setReasons(List.of(TestAlerts.reason("young_payer_rapid_series", 45, 3, "gte 3", "24h")));
    Alert also = TestAlerts.payer();
    for (VerdictHistory history :
        List.of(
            VerdictHistory.of(child, List.of(), TestAlerts.VERDICTS),
            VerdictHistory.of(also, List.of(), TestAlerts.VERDICTS).beside("abcd"))) {
      AlertView view = AlertView.of(history, List.of(), BOOK, TestAlerts.NOW);
      assertEquals(List.of(), view.clearing());
      assertTrue(view.hidesScore());
      view.questions().forEach(one -> assertEquals("not excluded.", one.weighing()));
      String page =
          String.join("\n", AlertPage.lines(view, new AlertPage.Layout(80, false, true, "decide")));
      assertFalse(page.contains("THE SCORE"), page);
      assertFalse(page.contains("WHY NOT HIGHER"), page);
      assertFalse(page.contains("SPEAKS AGAINST"), page);
      assertFalse(page.contains(" points;"), page);
      assertFalse(page.contains("69.0"), page);
    }
  }
}
