package org.drey.rules.cases;

import static org.drey.rules.cases.StarsOfTests.DAY;
import static org.drey.rules.cases.StarsOfTests.OPEN;
import static org.drey.rules.cases.StarsOfTests.X;
import static org.drey.rules.cases.StarsOfTests.alert;
import static org.drey.rules.cases.StarsOfTests.entity;
import static org.drey.rules.cases.StarsOfTests.payer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.state.UnknownVersionException;
import org.junit.jupiter.api.Test;

/** Cases: their boundaries, revisions, ids, and when they end. */
final class CaseStateTest {
  private static final long SETTLE = Duration.ofDays(91).toMillis();

  private static StarsOfTests star() {
    return new StarsOfTests(X);
  }

  @Test
  void twoAlertsOfOneEntityAreNoCase() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN);
    star.named(payer("a"), AlertTrack.PURCHASE, 31 * DAY, OPEN);
    assertNull(star.content());
    star.named(entity("HOST", "a"), AlertTrack.FACILITATOR, 31 * DAY, OPEN);
    assertEquals(2, star.content().degree());
    assertEquals(3, star.content().members().size());
  }

  @Test
  void anAlertThatWasLastSeenBeforeTheStarIsNoMember() {
    AlertStanding old = AlertStanding.of("OPEN", null, 60, 0, DAY);
    AlertStanding young = AlertStanding.of("OPEN", null, 60, 0, DAY + 1);
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", 31 * DAY, old);
    assertNull(star.content());
    star.payer("b", 31 * DAY, young);
    assertEquals(2, star.content().members().size());
    assertEquals(0, star.content().firstSeen());
  }

  @Test
  void whoDoesNotNameItAnyMoreIsOut() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", 31 * DAY, OPEN);
    EntityLink gone = new EntityLink(X, payer("b"), "PAYER", 100, 31 * DAY, false, OPEN);
    EntityLink before = new EntityLink(X, payer("b"), "PAYER", 99, 31 * DAY, true, OPEN);
    assertNull(star.take(gone).content());
    assertNull(star.take(before).content(), "an older link that comes later changes nothing");
  }

  @Test
  void aHubIsNoCaseAndItsStarIsKept() {
    Set<String> hubs = Set.of("x");
    EntityLink a = new EntityLink(X, payer("a"), "PAYER", 1, 31 * DAY, true, OPEN);
    EntityLink b = new EntityLink(X, payer("b"), "PAYER", 1, 31 * DAY, true, OPEN);
    StarsOfTests star = star().take(a, hubs).take(b, hubs);
    assertNull(star.content());
    star.payer("c", 31 * DAY, null);
    assertEquals(3, star.content().degree());
  }

  @Test
  void theHighestPeaksAreShownAndTiesAreInTheOrderOfIds() {
    StarsOfTests star = star();
    for (int i = 0; i < 60; i++) {
      star.payer("p" + i, 31 * DAY, AlertStanding.of("OPEN", null, i < 20 ? 50 : 60, i, 31 * DAY));
    }
    List<CaseContent.Member> members = star.content().members();
    assertEquals(50, members.size());
    assertEquals(60, star.content().degree());
    assertEquals(0, star.content().firstSeen(), "of all members, also those not shown");
    assertEquals(
        members.stream()
            .sorted(
                Comparator.comparingDouble(CaseContent.Member::peak)
                    .reversed()
                    .thenComparing(CaseContent.Member::alertId))
            .toList(),
        members);
    assertEquals(40, members.stream().filter(one -> one.peak() == 60).count());
  }

  @Test
  void eachChangeIsARevisionAndNothingElseIs() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN);
    assertEquals(0, star.revision());
    star.payer("b", 31 * DAY, OPEN);
    assertEquals(1, star.revision());
    star.payer("b", 31 * DAY, OPEN);
    assertEquals(1, star.revision());
    star.payer("b", 31 * DAY, StarsOfTests.standing("CLOSED", "UNFOUNDED"));
    assertEquals(2, star.revision());
    assertNull(star.content());
    star.payer("b", 32 * DAY, OPEN);
    assertEquals(3, star.revision());
  }

  @Test
  void theIdIsThatOfTheEntityInItsWorld() {
    String id = CaseState.id(X);
    assertEquals(id, CaseState.id(new EntityKey("default", 1, "PAYEE", "x")));
    for (EntityKey other :
        List.of(
            new EntityKey("default", 1, "HOST", "x"),
            new EntityKey("default", 1, "PAYEE", "y"),
            new EntityKey("default", 2, "PAYEE", "x"),
            new EntityKey("uk", 1, "PAYEE", "x"))) {
      assertNotEquals(id, CaseState.id(other));
    }
    assertNotEquals(id, alert(AlertTrack.FACILITATOR, X));
  }

  @Test
  void aStarWithoutAlertsEndsWhenNoLinkCanBeOfItsTime() {
    CaseState book = new CaseState(X, star().payer("a", 31 * DAY, null).kept(), SETTLE);
    assertEquals((31 + 30 + 91) * DAY, book.wake());
    assertFalse(book.isOver(book.wake() - 1));
    assertTrue(book.isOver(book.wake()));
    assertNull(book.withdraw());
  }

  @Test
  void aCaseEndsWhenItsAlertsAreForgotten() {
    byte[] kept = star().payer("a", 31 * DAY, OPEN).payer("b", 40 * DAY, OPEN).kept();
    CaseState book = new CaseState(X, kept, SETTLE);
    long first = book.wake();
    assertEquals(31 * DAY + CaseState.MEMORY_MILLIS, first);
    assertFalse(book.isOver(first));
    assertEquals(40 * DAY + CaseState.MEMORY_MILLIS, book.wake());
    assertTrue(book.isOver(book.wake()));
    CaseRevision last = book.withdraw();
    assertNull(last.content());
    assertEquals(2, last.number());
  }

  @Test
  void whomTwoThousandNameCostsNoMoreThanWhomTwoHundredAndOneDo() {
    StarsOfTests star = star();
    for (int i = 0; i < 201; i++) {
      star.payer("payer-%05d".formatted(i), DAY + i, OPEN);
    }
    int most = star.kept().length + 1_000; // times of more digits; a byte for each would be more
    for (int i = 201; i < 2_000; i++) {
      star.payer("payer-%05d".formatted(i), DAY + i, OPEN);
    }
    star.own(AlertTrack.FACILITATOR, OPEN);
    assertTrue(star.kept().length < most, star.kept().length + " bytes");
    assertNull(star.content());
    int spokes = CaseBytes.kept(star.kept()).spokes().size();
    assertEquals(202, spokes, "and its own alert");
  }

  @Test
  void anotherVersionOfTheBytesIsRefused() {
    byte[] kept = star().payer("a", 31 * DAY, OPEN).kept();
    kept[0] = 9;
    assertThrows(UnknownVersionException.class, () -> new CaseState(X, kept, SETTLE));
  }

  @Test
  void oneWhoIsErasedIsInNoCase() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", 31 * DAY, OPEN);
    star.named(payer("b"), AlertTrack.PURCHASE, 31 * DAY, OPEN).payer("c", 31 * DAY, OPEN);
    assertEquals(3, star.content().degree());
    star.take(EntityLink.erasure(X, payer("b")));
    assertEquals(2, star.content().degree());
    assertEquals(2, star.content().members().size());
    assertNull(star.take(EntityLink.erasure(X, payer("a"))).content());
    assertFalse(new CaseState(X, star.kept(), SETTLE).isEmpty());
  }

  @Test
  void ofOneWhoIsErasedThereIsNoCaseAndNothingIsKept() {
    StarsOfTests star = star().payer("a", 31 * DAY, OPEN).payer("b", 31 * DAY, OPEN);
    star.own(AlertTrack.FACILITATOR, OPEN);
    assertNull(star.take(EntityLink.erasure(X, X)).content());
    assertEquals(3, star.revision());
    assertTrue(new CaseState(X, star.kept(), SETTLE).isEmpty());
  }

  @Test
  void aCaseThatOnlyTheTopicMayKnowIsDeletedThere() {
    CaseState book = new CaseState(X, null, SETTLE);
    book.take(EntityLink.erasure(X, payer("a")));
    assertNull(book.revise(Set.of()));
    book.take(EntityLink.erasure(X, X));
    CaseRevision revision = book.revise(Set.of());
    assertNull(revision.content());
    assertTrue(book.isEmpty());
  }
}
