package org.drey.alerts.decide;

import static org.drey.alerts.TestAlerts.AS_OF;
import static org.drey.alerts.TestAlerts.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.rules.score.Band;
import org.junit.jupiter.api.Test;

/** Which verdict did what, and what can be decided. */
class VerdictHistoryTest {
  private static Alert closedBy(String verdict) {
    Alert alert = TestAlerts.payer();
    alert.setState(AlertState.CLOSED);
    alert.setClosedBy(verdict);
    return alert;
  }

  private static Verdict given(String id, VerdictType type, Instant time) {
    VerdictReason reason =
        switch (type) {
          case CONFIRMED -> VerdictReason.REPORTED;
          case REOPENED -> VerdictReason.MISTAKE;
          default -> VerdictReason.NO_PATTERN;
        };
    return TestAlerts.verdict(TestAlerts.payer(), id, type, reason, time);
  }

  private static Verdict takingBack(String id, String other, Instant time) {
    Verdict verdict = given(id, VerdictType.REOPENED, time);
    verdict.setTakesBack(other);
    return verdict;
  }

  private static String closing(VerdictHistory history) {
    return Objects.requireNonNull(history.closing()).getVerdictId();
  }

  @Test
  void ofTwoAtOnceTheFirstClosed() {
    List<Verdict> verdicts =
        List.of(
            given("b", VerdictType.UNFOUNDED, NOW.plusSeconds(60)),
            given("a", VerdictType.UNFOUNDED, NOW));
    assertEquals(
        "a", closing(VerdictHistory.of(closedBy("UNFOUNDED"), verdicts, TestAlerts.VERDICTS)));
  }

  @Test
  void oneOfAnEarlierEpisodeOrAnotherKindDidNot() {
    Verdict earlier = given("a", VerdictType.UNFOUNDED, AS_OF.minusSeconds(1));
    earlier.setAsOf(AS_OF.minusSeconds(60));
    Verdict last = given("c", VerdictType.UNFOUNDED, NOW.plusSeconds(1));
    last.setSecondAnalyst("b2"); // or the second could not have lacked another's eyes
    List<Verdict> verdicts = List.of(earlier, given("b", VerdictType.CONFIRMED, NOW), last);
    assertEquals(
        "c", closing(VerdictHistory.of(closedBy("UNFOUNDED"), verdicts, TestAlerts.VERDICTS)));
  }

  /** The second closed it if the first lacked a second analyst, which the configuration says. */
  @Test
  void whoClosedItDependsOnSecondEyes() {
    Verdict alone = given("a", VerdictType.UNFOUNDED, NOW);
    Verdict two = given("b", VerdictType.UNFOUNDED, NOW.plusSeconds(60));
    two.setSecondAnalyst("b2");
    List<Verdict> verdicts = List.of(alone, two);
    Alert alert = closedBy("UNFOUNDED");
    VerdictRules none = VerdictRules.of(TestAlerts.RULES, new SecondEyes(true, null));
    VerdictRules all = VerdictRules.of(TestAlerts.RULES, new SecondEyes(true, Band.ALERT));
    assertEquals("a", closing(VerdictHistory.of(alert, verdicts, none)));
    assertEquals("b", closing(VerdictHistory.of(alert, verdicts, all)));
    VerdictHistory unknown = VerdictHistory.of(alert, verdicts, TestAlerts.VERDICTS);
    assertNull(unknown.closing());
    assertEquals(List.of(alone, two), unknown.closers());
  }

  @Test
  void whatIsRefusedDoesNothing() {
    Verdict refused = given("a", VerdictType.UNFOUNDED, NOW);
    refused.setReason(VerdictReason.HELPED);
    Verdict back = takingBack("c", "b", NOW.plusSeconds(30));
    back.setReason(VerdictReason.HELPED);
    Verdict counts = given("b", VerdictType.UNFOUNDED, NOW.plusSeconds(20));
    VerdictHistory history =
        VerdictHistory.of(
            closedBy("UNFOUNDED"), List.of(refused, counts, back), TestAlerts.VERDICTS);
    assertEquals("b", closing(history));
    assertEquals(2, history.refused().size());
    assertTrue(history.takenBack().isEmpty());
  }

  @Test
  void onlyWhatComesAfterTheNewestThatTheAlertKnowsIsPending() {
    Alert alert = closedBy("UNFOUNDED");
    alert.setVerdict("UNFOUNDED");
    alert.setVerdictTime(NOW);
    Verdict known = given("b", VerdictType.UNFOUNDED, NOW);
    known.setAsOf(NOW.plusSeconds(500)); // a slow clock
    Verdict between = given("a", VerdictType.CONFIRMED, NOW.plusSeconds(100));
    Verdict after = given("c", VerdictType.CONFIRMED, NOW.plusSeconds(600));
    VerdictHistory history =
        VerdictHistory.of(alert, List.of(known, between, after), TestAlerts.VERDICTS);
    assertEquals(List.of(after), history.pending());
    assertTrue(history.isNewest(after));
    assertFalse(history.isNewest(between));
  }

  @Test
  void aSlowClockDoesNotPutAVerdictBeforeWhatItSaw() {
    Verdict slow = given("a", VerdictType.UNFOUNDED, AS_OF.minusSeconds(3600));
    assertEquals(AS_OF, VerdictHistory.actsAt(slow));
    assertEquals(
        "a", closing(VerdictHistory.of(closedBy("UNFOUNDED"), List.of(slow), TestAlerts.VERDICTS)));
  }

  @Test
  void oneThatWasTakenBackDidNot() {
    List<Verdict> verdicts =
        List.of(
            given("a", VerdictType.UNFOUNDED, NOW),
            takingBack("b", "a", NOW.plusSeconds(10)),
            given("c", VerdictType.UNFOUNDED, NOW.plusSeconds(20)));
    assertEquals(
        "c", closing(VerdictHistory.of(closedBy("UNFOUNDED"), verdicts, TestAlerts.VERDICTS)));
  }

  @Test
  void afterNinetyDaysNothingIsTakenBack() {
    Instant last = NOW.plus(VerdictHistory.CAN_BE_TAKEN_BACK);
    Verdict given = given("a", VerdictType.UNFOUNDED, NOW);
    Alert alert = closedBy("UNFOUNDED");
    assertEquals(
        List.of("a"),
        List.copyOf(
            VerdictHistory.of(
                    alert, List.of(given, takingBack("b", "a", last)), TestAlerts.VERDICTS)
                .takenBack()));
    assertEquals(
        List.of(),
        List.copyOf(
            VerdictHistory.of(
                    alert,
                    List.of(given, takingBack("b", "a", last.plusMillis(1))),
                    TestAlerts.VERDICTS)
                .takenBack()));
  }

  @Test
  void quietIsNoVerdict() {
    assertNull(
        VerdictHistory.of(
                closedBy(null),
                List.of(given("a", VerdictType.UNFOUNDED, NOW)),
                TestAlerts.VERDICTS)
            .closing());
  }

  private static List<String> choices(VerdictHistory history) {
    return VerdictChoice.of(history, NOW).stream().map(choice -> choice.verdict().name()).toList();
  }

  @Test
  void anOpenAlertTakesWhatItsTrackAllows() {
    assertEquals(
        List.of("CONFIRMED", "LIKELY", "UNFOUNDED", "BENIGN_EXPLAINED", "DUPLICATE", "NEEDS_MORE"),
        choices(VerdictHistory.of(TestAlerts.payer(), List.of(), TestAlerts.VERDICTS)));
    assertEquals(
        List.of("CONFIRMED", "UNFOUNDED", "DUPLICATE", "NEEDS_MORE"),
        choices(
            VerdictHistory.of(
                TestAlerts.of(Track.VICTIM, "child-token-1"), List.of(), TestAlerts.VERDICTS)));
  }

  @Test
  void oneThatAVerdictClosedCanBeReopened() {
    Verdict given = given("a", VerdictType.UNFOUNDED, NOW);
    List<VerdictChoice> choices =
        VerdictChoice.of(
            VerdictHistory.of(closedBy("UNFOUNDED"), List.of(given), TestAlerts.VERDICTS), NOW);
    assertEquals(
        List.of("NEEDS_MORE", "REOPENED"),
        choices.stream().map(choice -> choice.verdict().name()).toList());
    assertEquals("a", choices.get(1).takesBack());
  }

  @Test
  void onOneThatIsWithdrawnNothingIsDecided() {
    Alert alert = TestAlerts.payer();
    alert.setState(AlertState.WITHDRAWN);
    assertTrue(
        VerdictChoice.of(VerdictHistory.of(alert, List.of(), TestAlerts.VERDICTS), NOW).isEmpty());
  }
}
