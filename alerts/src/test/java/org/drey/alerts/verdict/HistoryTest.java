package org.drey.alerts.verdict;

import static org.drey.alerts.TestAlerts.AS_OF;
import static org.drey.alerts.TestAlerts.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

/** Which verdict did what, and what can be decided. */
class HistoryTest {
  private static Alert closedBy(String verdict) {
    Alert alert = TestAlerts.payer();
    alert.setState(AlertState.CLOSED);
    alert.setClosedBy(verdict);
    return alert;
  }

  private static Verdict given(String id, VerdictType type, Instant time) {
    return TestAlerts.verdict(TestAlerts.payer(), id, type, VerdictReason.NO_PATTERN, time);
  }

  private static Verdict takingBack(String id, String other, Instant time) {
    Verdict verdict = given(id, VerdictType.REOPENED, time);
    verdict.setTakesBack(other);
    return verdict;
  }

  private static String closing(History history) {
    return Objects.requireNonNull(history.closing()).getVerdictId();
  }

  @Test
  void ofTwoAtOnceTheFirstClosed() {
    List<Verdict> verdicts =
        List.of(
            given("b", VerdictType.UNFOUNDED, NOW.plusSeconds(60)),
            given("a", VerdictType.UNFOUNDED, NOW));
    assertEquals("a", closing(History.of(closedBy("UNFOUNDED"), verdicts)));
  }

  @Test
  void oneOfAnEarlierEpisodeOrAnotherKindDidNot() {
    Verdict earlier = given("a", VerdictType.UNFOUNDED, AS_OF.minusSeconds(1));
    earlier.setAsOf(AS_OF.minusSeconds(60));
    List<Verdict> verdicts =
        List.of(
            earlier,
            given("b", VerdictType.CONFIRMED, NOW),
            given("c", VerdictType.UNFOUNDED, NOW.plusSeconds(1)));
    assertEquals("c", closing(History.of(closedBy("UNFOUNDED"), verdicts)));
  }

  @Test
  void aSlowClockDoesNotPutAVerdictBeforeWhatItSaw() {
    Verdict slow = given("a", VerdictType.UNFOUNDED, AS_OF.minusSeconds(3600));
    assertEquals(AS_OF, History.actsAt(slow));
    assertEquals("a", closing(History.of(closedBy("UNFOUNDED"), List.of(slow))));
  }

  @Test
  void oneThatWasTakenBackDidNot() {
    List<Verdict> verdicts =
        List.of(
            given("a", VerdictType.UNFOUNDED, NOW),
            takingBack("b", "a", NOW.plusSeconds(10)),
            given("c", VerdictType.UNFOUNDED, NOW.plusSeconds(20)));
    assertEquals("c", closing(History.of(closedBy("UNFOUNDED"), verdicts)));
  }

  @Test
  void afterNinetyDaysNothingIsTakenBack() {
    Instant last = NOW.plus(History.CAN_BE_TAKEN_BACK);
    Verdict given = given("a", VerdictType.UNFOUNDED, NOW);
    Alert alert = closedBy("UNFOUNDED");
    assertEquals(
        List.of("a"),
        List.copyOf(History.of(alert, List.of(given, takingBack("b", "a", last))).takenBack()));
    assertEquals(
        List.of(),
        List.copyOf(
            History.of(alert, List.of(given, takingBack("b", "a", last.plusMillis(1))))
                .takenBack()));
  }

  @Test
  void quietIsNoVerdict() {
    assertNull(
        History.of(closedBy(null), List.of(given("a", VerdictType.UNFOUNDED, NOW))).closing());
  }

  private static List<String> choices(History history) {
    return Choice.of(history, NOW).stream().map(choice -> choice.verdict().name()).toList();
  }

  @Test
  void anOpenAlertTakesWhatItsTrackAllows() {
    assertEquals(
        List.of("CONFIRMED", "LIKELY", "UNFOUNDED", "BENIGN_EXPLAINED", "DUPLICATE", "NEEDS_MORE"),
        choices(History.of(TestAlerts.payer(), List.of())));
    assertEquals(
        List.of("CONFIRMED", "UNFOUNDED", "DUPLICATE", "NEEDS_MORE"),
        choices(History.of(TestAlerts.of(Track.VICTIM, "child-token-1"), List.of())));
  }

  @Test
  void oneThatAVerdictClosedCanBeReopened() {
    Verdict given = given("a", VerdictType.UNFOUNDED, NOW);
    List<Choice> choices = Choice.of(History.of(closedBy("UNFOUNDED"), List.of(given)), NOW);
    assertEquals(
        List.of("NEEDS_MORE", "REOPENED"),
        choices.stream().map(choice -> choice.verdict().name()).toList());
    assertEquals("a", choices.get(1).takesBack());
  }

  @Test
  void onOneThatIsWithdrawnNothingIsDecided() {
    Alert alert = TestAlerts.payer();
    alert.setState(AlertState.WITHDRAWN);
    assertTrue(Choice.of(History.of(alert, List.of()), NOW).isEmpty());
  }
}
