package org.drey.rules.cases;

import static org.drey.rules.cases.StarsOfTests.DAY;
import static org.drey.rules.cases.StarsOfTests.OPEN;
import static org.drey.rules.cases.StarsOfTests.X;
import static org.drey.rules.cases.StarsOfTests.alert;
import static org.drey.rules.cases.StarsOfTests.payer;
import static org.drey.rules.cases.StarsOfTests.standing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import org.drey.rules.compile.AlertTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of cases as stars: all last seen at day 31. */
final class CaseTableTest {
  private static List<String> both(String... ids) {
    return Stream.of(ids).sorted().toList();
  }

  private static String payers(String token) {
    return alert(AlertTrack.PAYER, payer(token));
  }

  private static StarsOfTests star() {
    return new StarsOfTests(X);
  }

  @Test
  void twoPayersWithinThirtyDays() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", DAY + 1, OPEN);
    assertEquals(2, star.content().degree());
    assertEquals(both(payers("a"), payers("b")), star.alerts());
    assertEquals(5 * DAY, star.content().firstSeen());
    assertEquals(31 * DAY, star.content().lastSeen());
  }

  @Test
  void aLinkOfThirtyDaysBeforeIsTooOld() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", DAY, OPEN);
    assertNull(star.content());
    star.own(AlertTrack.FACILITATOR, OPEN);
    assertEquals(1, star.content().degree());
    assertEquals(both(payers("a"), alert(AlertTrack.FACILITATOR, X)), star.alerts());
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, , true",
    "CLOSED, , true",
    "CLOSED, CONFIRMED, true",
    "CLOSED, LIKELY, true",
    "CLOSED, DUPLICATE, false",
    "CLOSED, UNFOUNDED, false",
    "CLOSED, BENIGN_EXPLAINED, false",
    "WITHDRAWN, , false"
  })
  void whatClosedAnAlertSaysWhetherItStays(String state, String closedBy, boolean stays) {
    StarsOfTests star =
        star()
            .payer("a", 31 * DAY, OPEN)
            .payer("b", 31 * DAY, OPEN)
            .payer("a", 31 * DAY, standing(state, closedBy));
    assertEquals(stays ? both(payers("a"), payers("b")) : List.of(), star.alerts());
  }

  @Test
  void whoIsNamedByTooManyExplainsNothing() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", 31 * DAY, OPEN);
    for (int i = 2; i < 200; i++) {
      star.payer("p" + i, 20 * DAY + i, null);
    }
    assertEquals(200, star.content().degree());
    assertEquals(both(payers("a"), payers("b")), star.alerts());
    star.payer("p200", DAY + 1, null);
    assertNull(star.content());
    star.payer("p2", 31 * DAY + 2, null); // whoever was named before is out of its time
    assertEquals(200, star.content().degree());
  }

  @Test
  void victimsAreShownOnlyBesideAReceiver() {
    StarsOfTests star = star().named(payer("child"), AlertTrack.VICTIM, 31 * DAY, OPEN);
    star.own(AlertTrack.FACILITATOR, OPEN);
    assertNull(star.content());
    star.own(AlertTrack.RECEIVER, OPEN);
    assertEquals(
        both(
            alert(AlertTrack.VICTIM, payer("child")),
            alert(AlertTrack.FACILITATOR, X),
            alert(AlertTrack.RECEIVER, X)),
        star.alerts());
    assertEquals(
        "VICTIM",
        star.content().members().stream()
            .filter(one -> one.entity().equals("child"))
            .findFirst()
            .orElseThrow()
            .track());
    star.own(AlertTrack.RECEIVER, standing("CLOSED", "UNFOUNDED"));
    assertNull(star.content());
  }
}
