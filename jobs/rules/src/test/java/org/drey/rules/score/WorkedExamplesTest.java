package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.AlertContent.Priority;
import org.junit.jupiter.api.Test;

/** The worked examples of scoring.md, with the shipped catalogue. */
class WorkedExamplesTest {
  private static final double HOUR = 1 / 24.0;

  private static Person person(AlertTrack track) {
    return new Person(TestRules.CATALOGUE, track);
  }

  private static Person earlyPayer() {
    return person(AlertTrack.PAYER)
        .with("PAY-01", 20)
        .with("PAY-04", 20)
        .with("LNK-01", 10, 20 + HOUR)
        .with("LIV-01", 10 + 2 * HOUR, 20 + 2 * HOUR);
  }

  private static List<String> lines(Score score) {
    return Stream.concat(
            score.reasons().stream().map(r -> r.indicator() + " " + r.points()),
            Stream.concat(
                score.offsets().stream().map(o -> o.indicator() + " " + o.points()),
                score.gates().stream().map(g -> g.id() + " " + g.points())))
        .toList();
  }

  @Test
  void theEarlyPayerStaysAWatch() {
    Person payer = earlyPayer();
    assertEquals(17.59, payer.familyPoints("PAYNET"), 0.01);
    assertEquals(16.79, payer.familyPoints("LINK"), 0.01);
    assertEquals(3.78, payer.familyPoints("LIVE"), 0.01);
    assertEquals(3.59, payer.familyPoints("PAYVAL"), 0.01);
    assertEquals(41.7, payer.score().value());
    assertEquals(
        List.of("PAY-04 17.5", "LNK-01 16.8", "LIV-01 3.8", "PAY-01 3.6"), lines(payer.score()));
    assertEquals(Band.WATCH, payer.score().band());
    assertNull(payer.alert());
  }

  @Test
  void aVerifiedFamilyPaymentTakesSixteenPointsAway() {
    Score score = earlyPayer().with("BEN-02", 5).score();
    assertEquals(25.7, score.value());
    assertTrue(lines(score).contains("BEN-02 -16.0"), () -> lines(score).toString());
  }

  @Test
  void paymentsAloneStayBelowAWatch() {
    Person payer = person(AlertTrack.PAYER).with("PAY-01", 0, 6, 12).with("PAY-04", 12);
    assertEquals(17.60, payer.familyPoints("PAYNET"), 0.01);
    assertEquals(7.99, payer.familyPoints("PAYVAL"), 0.01);
    assertEquals(25.6, payer.score().value());
    assertEquals(List.of(), payer.score().gates());
  }

  @Test
  void aYoungPayersRapidSeriesOpensAnAlert() {
    Person victim =
        person(AlertTrack.VICTIM)
            .with("SXV-01", 0, 2 * HOUR, 5 * HOUR)
            .with("SXV-03", 0, 2 * HOUR, 5 * HOUR);
    assertEquals(42.5, victim.familyPoints("SXV_RATE"), 0.01);
    assertEquals(8.4, victim.familyPoints("SXV_SHAPE"), 0.01);
    AlertContent alert = victim.alert();
    assertEquals(50.9, alert.score().value());
    assertEquals(List.of(), alert.score().gates());
    assertEquals(Evidence.day(0), alert.lastSeen());
    assertEquals(4, alert.severity());
    assertTrue(alert.open());
  }

  @Test
  void theReceiverOfTwoVictims() {
    Person receiver = person(AlertTrack.RECEIVER).with("SXM-01", 0).with("SXM-03", HOUR, 1 + HOUR);
    assertEquals(36, receiver.familyPoints("SXM_LINK"), 0.01);
    assertEquals(26.63, receiver.familyPoints("SXM_IN"), 0.01);
    assertEquals(62.6, receiver.score().value());
  }

  @Test
  void theFacilitator() {
    Person facilitator =
        person(AlertTrack.FACILITATOR)
            .with("PAY-20", 0, 5)
            .with("LNK-01", 3, 5)
            .with("LIV-04", 1)
            .with("LIV-01", 1, 5);
    assertEquals(24.76, facilitator.familyPoints("PAYNET"), 0.01);
    assertEquals(17.68, facilitator.familyPoints("LINK"), 0.01);
    assertEquals(6.28, facilitator.familyPoints("LIVEACC"), 0.01);
    assertEquals(3.95, facilitator.familyPoints("LIVE"), 0.01);
    assertEquals(52.7, facilitator.score().value());
  }

  @Test
  void aTrustedFlaggersReportAlwaysGoesToAHuman() {
    AlertContent alert = person(AlertTrack.PAYER).withQuality(0.5, "EXT-01", 0).alert();
    assertEquals(30.6, alert.score().value());
    assertEquals(Band.WATCH, alert.score().band());
    assertEquals(Priority.P2, alert.priority());
    assertTrue(alert.isHard());
    assertTrue(alert.open());
    assertFalse(alert.score().reasons().isEmpty());
  }
}
