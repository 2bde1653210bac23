package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.Score.Gate;
import org.junit.jupiter.api.Test;

/** Gates hold a score down where evidence is narrow. An entry of n points has strength one half. */
class GatesTest {
  /** The tracks of those who ask for names, and of names. */
  private static final List<AlertTrack> ASKING =
      List.of(AlertTrack.PAYER, AlertTrack.PURCHASE, AlertTrack.VICTIM, AlertTrack.ENTITY);

  private static final RuleSet RULES = rules();

  private static RuleSet rules() {
    List<String> documents = new ArrayList<>();
    for (AlertTrack track : AlertTrack.values()) {
      documents.add(Evidence.soft("PAY-A", track, "payment", "CHILD", 100));
      documents.add(Evidence.soft("PAY-B", track, "payment", "LINK", 80));
      documents.add(Evidence.soft("PAY-C", track, "payment", "PAYNET", 64));
      documents.add(Evidence.soft("PAY-4", track, "payment", "PAYCTX", 8));
      documents.add(Evidence.soft("PAY-3", track, "payment", "PAYTIME", 7.9));
      documents.add(Evidence.soft("LIV-A", track, "livestream", "LIVE", 20));
      if (ASKING.contains(track)) {
        String hits = track == AlertTrack.ENTITY ? "dns" : "blocklist";
        documents.add(Evidence.soft("DNS-A", track, "dns", "SXV_RATE", 80));
        documents.add(Evidence.soft("DNS-B", track, hits, "SXM_IN", 60));
      }
      documents.add(Evidence.soft("PAY-W", track, "payment", "INFRA", 150));
      documents.add(Evidence.hard("EXT-4", track, 8));
      documents.add(Evidence.hard("EXT-3", track, 7.9));
    }
    documents.add(Evidence.benign("BEN-04", AlertTrack.VICTIM, -10));
    return TestRules.compile(documents.toArray(String[]::new));
  }

  private static Person payer() {
    return new Person(RULES, AlertTrack.PAYER);
  }

  private static void assertGate(String id, double limit, Score score) {
    assertEquals(List.of(id), score.gates().stream().map(Gate::id).toList());
    assertEquals(limit, score.value());
  }

  private static void assertNoGate(double value, Score score) {
    assertEquals(List.of(), score.gates());
    assertEquals(value, score.value());
  }

  @Test
  void oneFamilyAloneStaysBelowAWatch() {
    Score score = payer().with("PAY-A", 0).score();
    assertGate("ONE_FAMILY", 29, score);
    assertEquals(-21, score.gates().get(0).points());
  }

  @Test
  void oneFamilyOfVictimOrReceiverStaysBelowAnAlert() {
    for (AlertTrack track : List.of(AlertTrack.VICTIM, AlertTrack.RECEIVER)) {
      assertGate("ONE_FAMILY", 49, new Person(RULES, track).with("PAY-A", 0).score());
    }
  }

  @Test
  void aScoreAtItsLimitIsNotGated() {
    assertNoGate(29, payer().withQuality(0.58, "PAY-A", 0).score());
  }

  @Test
  void aFamilyCountsFromFourPoints() {
    assertGate("ONE_FAMILY", 29, payer().with("PAY-A", 0).with("PAY-3", 0).score());
    assertGate("ONE_STREAM", 49, payer().with("PAY-A", 0).with("PAY-4", 0).score());
  }

  @Test
  void dnsAloneStaysBelowAWatch() {
    assertGate("DNS_ONLY", 29, payer().with("DNS-A", 0).with("DNS-B", 0).score());
  }

  @Test
  void dnsAloneIsHeldOnEveryTrack() {
    for (AlertTrack track : ASKING) {
      Score score = new Person(RULES, track).with("DNS-A", 0).with("DNS-B", 0).score();
      assertGate("DNS_ONLY", 29, score);
    }
  }

  @Test
  void twoFamiliesOfOneStreamStayBelowAnAlert() {
    assertGate("ONE_STREAM", 49, payer().with("PAY-A", 0).with("PAY-B", 0).score());
  }

  @Test
  void threeFamiliesOfOneStreamStayBelowHigh() {
    Score score = payer().with("PAY-A", 0).with("PAY-B", 0).with("PAY-C", 0).score();
    assertGate("ONE_STREAM", 69, score);
  }

  @Test
  void aServiceMayBeHighByNothingElse() {
    assertGate("ONE_FAMILY", 69, new Person(RULES, AlertTrack.ENTITY).with("PAY-W", 0).score());
    assertNoGate(50, new Person(RULES, AlertTrack.ENTITY).with("PAY-A", 0).score());
  }

  @Test
  void oneStreamIsEnoughForVictimReceiverAndEntity() {
    for (AlertTrack track : List.of(AlertTrack.VICTIM, AlertTrack.RECEIVER, AlertTrack.ENTITY)) {
      assertNoGate(90, new Person(RULES, track).with("PAY-A", 0).with("PAY-B", 0).score());
    }
  }

  @Test
  void twoFamiliesOfTwoStreamsAreNotHeld() {
    assertNoGate(60, payer().with("PAY-A", 0).with("LIV-A", 0).score());
  }

  @Test
  void aStreamOfAFamilyThatDoesNotCountDoesNotCount() {
    Person payer = payer().with("PAY-A", 0).with("PAY-B", 0).withQuality(0.38, "LIV-A", 0);
    assertGate("ONE_STREAM", 49, payer.score());
  }

  @Test
  void aRecentVictimIsHeldAsAPayer() {
    Person payer = payer().with("PAY-A", 30).with("LIV-A", 30);
    assertNoGate(60, payer.score());
    assertGate("VICTIM_HOLD", 29, payer.asVictim("PAY-A", 0).score());
  }

  @Test
  void aBenignFindingShowsNoVictim() {
    assertNoGate(60, payer().with("PAY-A", 0).with("LIV-A", 0).asVictim("BEN-04", 0).score());
  }

  @Test
  void aVictimIsHeldForThirtyDays() {
    double moment = 1.0 / Evidence.DAY;
    Person payer = payer().with("PAY-A", 31).with("LIV-A", 31).asVictim("PAY-A", 1);
    assertGate("VICTIM_HOLD", 29, payer.score());
    Person later =
        payer().with("PAY-A", 31 + moment).with("LIV-A", 31 + moment).asVictim("PAY-A", 1);
    assertNoGate(60, later.score());
  }

  @Test
  void aLaterVictimFindingDoesNotReachBack() {
    assertNoGate(60, payer().with("PAY-A", 0).with("LIV-A", 0).asVictim("PAY-A", 1).score());
  }

  @Test
  void aVictimIsHeldAsAFacilitatorToo() {
    Person host = new Person(RULES, AlertTrack.FACILITATOR).with("PAY-A", 30).with("LIV-A", 30);
    assertNoGate(60, host.score());
    assertGate("VICTIM_HOLD", 29, host.asVictim("PAY-A", 0).score());
  }

  @Test
  void aVictimIsHeldOnNoOtherTrack() {
    for (AlertTrack track : List.of(AlertTrack.PURCHASE, AlertTrack.ENTITY)) {
      Person person = new Person(RULES, track).with("PAY-A", 0).with("LIV-A", 0);
      assertNoGate(60, person.asVictim("PAY-A", 0).score());
    }
  }

  @Test
  void hardEvidenceFromFourPointsLiftsEveryGate() {
    assertNoGate(54, payer().with("PAY-A", 0).with("EXT-4", 0).score());
    Person victim = payer().with("PAY-A", 0).with("EXT-4", 0).asVictim("PAY-A", 0);
    assertNoGate(54, victim.score());
    assertGate("ONE_FAMILY", 29, payer().with("PAY-A", 0).with("EXT-3", 0).score());
  }

  @Test
  void nothingExceedsAHundred() {
    Person payer = payer().with("PAY-A", 0).with("PAY-B", 0).with("PAY-C", 0).with("LIV-A", 0);
    assertGate("CEILING", 100, payer.with("DNS-A", 0).score());
    assertGate("CEILING", 100, payer.with("EXT-4", 0).score());
  }

  @Test
  void theSmallestLimitBindsAndAlone() {
    Person payer = payer().with("PAY-A", 0).with("PAY-B", 0).asVictim("PAY-A", 0);
    assertGate("VICTIM_HOLD", 29, payer.score());
  }
}
