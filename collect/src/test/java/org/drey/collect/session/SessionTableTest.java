package org.drey.collect.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.format.ObservedLine;
import org.drey.collect.format.RefusedLineException;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;

/** What is known of a session from its lines so far. */
final class SessionTableTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final SessionTable table = new SessionTable();

  /** A line of a room, of which the server says neither session nor viewers. */
  private static ObservedLine line(SessionEventType type, long second, String viewer) {
    LivestreamSession event = new LivestreamSession();
    event.setType(type);
    event.setEventTime(START.plusSeconds(second));
    event.setViewers(ObservedLine.NO_COUNT);
    Map<String, String> clear = new HashMap<>(Map.of("room", "room-1", "host", "host-1"));
    if (viewer != null) {
      clear.put(ObservedLine.VIEWER, viewer);
    }
    return new ObservedLine(TopicNames.LIVESTREAM_SESSIONS, event, null, 0, clear, false, false);
  }

  private ObservedLine take(SessionEventType type, long second, String viewer) throws Exception {
    return table.complete(line(type, second, viewer), START).orElseThrow();
  }

  private static long viewers(ObservedLine line) {
    return ((LivestreamSession) line.event()).getViewers();
  }

  private static Long duration(ObservedLine line) {
    return ((LivestreamSession) line.event()).getDurationSeconds();
  }

  private static ObservedLine stay(long end, long seconds) {
    ObservedLine line = line(SessionEventType.LEFT, end, null);
    ((LivestreamSession) line.event()).setDurationSeconds(seconds);
    ((LivestreamSession) line.event()).setViewers(1);
    return line;
  }

  @Test
  void viewersAreTheMostAtOnceAndDurationsAreCounted() throws Exception {
    ObservedLine started = take(SessionEventType.STARTED, 0, null);
    assertEquals(0, viewers(started));
    assertEquals(1, viewers(take(SessionEventType.JOINED, 10, "a")));
    assertEquals(1, viewers(take(SessionEventType.JOINED, 10, "a")), "the same line again");
    assertEquals(2, viewers(take(SessionEventType.JOINED, 20, "b")));
    ObservedLine left = take(SessionEventType.LEFT, 70, "a");
    assertEquals(2, viewers(left));
    assertEquals(60, duration(left));
    assertEquals(2, viewers(take(SessionEventType.JOINED, 80, "c")));
    ObservedLine ended = take(SessionEventType.ENDED, 100, null);
    assertEquals(100, duration(ended));
    assertEquals(started.clear().get("session"), ended.clear().get("session"));
    assertNull(ended.clear().get(ObservedLine.VIEWER), "it is no field of a record");
  }

  @Test
  void whoLeavesAfterTheEndWasInTheSessionThatEnded() throws Exception {
    String first = take(SessionEventType.STARTED, 0, null).clear().get("session");
    take(SessionEventType.JOINED, 10, "a");
    take(SessionEventType.ENDED, 100, null);
    ObservedLine late = take(SessionEventType.LEFT, 105, "a");
    assertEquals(first, late.clear().get("session"));
    assertEquals(95, duration(late));
    ObservedLine again = take(SessionEventType.STARTED, 200, null);
    assertNotEquals(first, again.clear().get("session"));
    assertEquals(0, viewers(again));
  }

  @Test
  void countThatNoOneKnowsIsNotGuessed() throws Exception {
    RefusedLineException refusal =
        assertThrows(RefusedLineException.class, () -> take(SessionEventType.JOINED, 10, "a"));
    assertEquals(RefusalReason.NO_SESSION, refusal.reason());
    assertThrows(RefusedLineException.class, () -> take(SessionEventType.LEFT, 12, "b"));
    assertEquals(1, viewers(take(SessionEventType.STARTED, 20, null)), "one waited for the host");
    assertEquals(50, duration(take(SessionEventType.LEFT, 60, "a")));
    ObservedLine other = line(SessionEventType.ENDED, 70, null);
    other.clear().put("room", "room-2");
    assertThrows(RefusedLineException.class, () -> table.complete(other, START));
  }

  @Test
  void serverThatCountsIsBelieved() throws Exception {
    ObservedLine counted = line(SessionEventType.JOINED, 10, "a");
    ((LivestreamSession) counted.event()).setViewers(69);
    assertEquals(69, viewers(table.complete(counted, START).orElseThrow()));
    ObservedLine fewer = line(SessionEventType.LEFT, 20, "a");
    ((LivestreamSession) fewer.event()).setViewers(3);
    assertEquals(69, viewers(table.complete(fewer, START).orElseThrow()));
  }

  /** Returns what a server says that counts who is there now, the host among them. */
  private ObservedLine now(SessionEventType type, long second, String viewer, String count)
      throws Exception {
    ObservedLine line = line(type, second, viewer);
    line.clear().put(ObservedLine.VIEWERS_NOW, count);
    return table.complete(line, START).orElseThrow();
  }

  @Test
  void numberOfTheMomentIsNotTheMostOfASessionWhoseBeginningWasNotSeen() throws Exception {
    RefusedLineException refused =
        assertThrows(RefusedLineException.class, () -> now(SessionEventType.JOINED, 10, "a", "2"));
    assertEquals(RefusalReason.NO_SESSION, refused.reason());
  }

  @Test
  void hostIsSubtractedOnlyWhileSeenToBeThere() throws Exception {
    take(SessionEventType.STARTED, 0, null);
    ObservedLine joined = now(SessionEventType.JOINED, 10, "a", "1");
    assertEquals(1, viewers(joined));
    assertNull(joined.clear().get(ObservedLine.VIEWERS_NOW), "it is no field of a record");
    ObservedLine host = line(SessionEventType.JOINED, 20, "connection-1");
    host.clear().put("subject", "host-1");
    assertEquals(Optional.empty(), table.complete(host, START));
    assertEquals(4, viewers(now(SessionEventType.JOINED, 30, "b", "5")));
    ObservedLine gone = line(SessionEventType.LEFT, 40, "connection-1");
    gone.clear().put("subject", "host-1");
    assertEquals(Optional.empty(), table.complete(gone, START));
    assertEquals(6, viewers(now(SessionEventType.JOINED, 50, "c", "6")));
    for (String none : new String[] {"-1", "some"}) {
      RefusedLineException refused =
          assertThrows(
              RefusedLineException.class, () -> now(SessionEventType.JOINED, 60, "d", none));
      assertEquals(RefusalReason.OUT_OF_RANGE, refused.reason());
    }
  }

  @Test
  void sessionWhoseViewersNoLineNamesIsNotCounted() throws Exception {
    assertEquals(0, viewers(take(SessionEventType.STARTED, 0, null)));
    assertThrows(RefusedLineException.class, () -> take(SessionEventType.JOINED, 10, null));
    assertThrows(RefusedLineException.class, () -> take(SessionEventType.ENDED, 20, null));
    assertEquals(3, viewers(now(SessionEventType.ENDED, 20, null, "3")));
  }

  private ObservedLine person(SessionEventType type, long second, String person) throws Exception {
    ObservedLine line = line(type, second, null);
    line.clear().put("subject", person);
    return table.complete(line, START).orElseThrow();
  }

  @Test
  void personWithTwoConnectionsIsThereUntilBothEnd() throws Exception {
    take(SessionEventType.STARTED, 0, null);
    person(SessionEventType.JOINED, 10, "ann");
    assertEquals(1, viewers(person(SessionEventType.JOINED, 10, "ann")), "the same line again");
    assertEquals(10, duration(person(SessionEventType.LEFT, 20, "ann")));
    person(SessionEventType.JOINED, 30, "bob");
    person(SessionEventType.JOINED, 40, "bob");
    assertNull(duration(person(SessionEventType.LEFT, 50, "bob")), "of one of the two");
    assertEquals(2, viewers(person(SessionEventType.JOINED, 60, "ann")));
  }

  @Test
  void lineOfTheFutureMakesNoOtherOld() throws Exception {
    take(SessionEventType.STARTED, 0, null);
    ObservedLine late = line(SessionEventType.STARTED, 0, null);
    late.clear().put("room", "room-2");
    late.event().put("event_time", Instant.parse("2100-01-01T00:00:00Z"));
    RefusedLineException refused =
        assertThrows(RefusedLineException.class, () -> table.complete(late, START));
    assertEquals(RefusalReason.FUTURE, refused.reason());
    assertEquals(1, viewers(take(SessionEventType.JOINED, 10, "a")));
    assertEquals(2, table.entries());
  }

  @Test
  void hostIsNoViewerAndIsKnownToLaterLines() throws Exception {
    take(SessionEventType.STARTED, 0, null);
    ObservedLine host = line(SessionEventType.JOINED, 1, "connection-1");
    host.clear().put("subject", "host-1");
    assertEquals(Optional.empty(), table.complete(host, START));
    ObservedLine silent = line(SessionEventType.JOINED, 2, "connection-2");
    silent.clear().remove("host");
    ObservedLine known = table.complete(silent, START).orElseThrow();
    assertEquals("host-1", known.clear().get("host"));
    assertEquals(1, viewers(known));
  }

  @Test
  void staysThatAreLoggedAtTheirEndAreCountedWhereTheyOverlap() throws Exception {
    assertEquals(1, viewers(table.complete(stay(20, 10), START).orElseThrow())); // 10 to 20
    assertEquals(1, viewers(table.complete(stay(40, 20), START).orElseThrow())); // 20 to 40
    assertEquals(2, viewers(table.complete(stay(60, 45), START).orElseThrow())); // 15 to 60
    assertEquals(3, viewers(table.complete(stay(61, 31), START).orElseThrow())); // 30 to 61
    ObservedLine ended = stay(70, 70);
    ((LivestreamSession) ended.event()).setType(SessionEventType.ENDED);
    assertEquals(3, viewers(table.complete(ended, START).orElseThrow()));
    ObservedLine late = table.complete(stay(75, 10), START).orElseThrow();
    assertEquals(ended.clear().get("room"), late.clear().get("room"));
    assertEquals(3, viewers(late), "it had begun before the end");
    assertEquals(1, viewers(table.complete(stay(90, 10), START).orElseThrow()), "of the next one");
  }

  @Test
  void lineWithoutATimeHasThatOfItsReceipt() throws Exception {
    ObservedLine line = line(SessionEventType.STARTED, 0, null);
    line.event().put("event_time", null);
    table.complete(line, START.plusSeconds(7));
    assertEquals(START.plusSeconds(7), line.event().get("event_time"));
  }

  @Test
  void itIsBoundedAndForgetsWhatWasSilentLongest() throws Exception {
    SessionTable small = new SessionTable(100);
    for (int room = 0; room < 1_000; room++) {
      for (SessionEventType type :
          new SessionEventType[] {SessionEventType.STARTED, SessionEventType.JOINED}) {
        ObservedLine line = line(type, room, "a");
        line.clear().put("room", "room-" + room);
        small.complete(line, START.plusSeconds(room));
      }
      assertTrue(small.entries() <= 100);
    }
    assertEquals(100, small.entries());
    take(SessionEventType.STARTED, 0, null);
    ObservedLine muchLater = line(SessionEventType.STARTED, 49 * 3_600, null);
    muchLater.clear().put("room", "room-2");
    table.complete(muchLater, START.plusSeconds(49 * 3_600));
    assertEquals(1, table.entries(), "the first was silent for two days");
  }
}
