package org.drey.rules.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.drey.rules.InMemoryLog;
import org.drey.rules.RandomCases;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.junit.jupiter.api.Test;

/** A log does what a sorted list does, however it is cut, and touches little of it. */
class EntityLogTest {
  private static final EntityKey ENTITY = new EntityKey("default", 1, "PAYEE", "q1");
  private static final long LIFE = 100;
  private static final CountedSpan EDGE =
      new CountedSpan(LogPoint.after(-4), new LogPoint(9, new EventId("provider", "e", 2)), 5);

  private static final Comparator<LoggedEvent> ORDER =
      Comparator.comparingLong(LoggedEvent::time).thenComparing(LoggedEvent::event);

  private static final ObservationEnds ENDS =
      new ObservationEnds() {
        @Override
        public long of(LoggedEvent observation) {
          return observation.time() + LIFE;
        }

        @Override
        public long look(LoggedEvent observation) {
          return (of(observation) / 7 + 1) * 7;
        }
      };

  private static LoggedEvent at(long time, String id) {
    FacetShape shape = new FacetShape(new long[] {time % 3, 77}, new int[] {5, 9});
    String[] values = {time % 2 == 0 ? null : "p" + time, "q1"};
    EventFacet facet = new EventFacet(shape, values, time % 5 == 0 ? time + 3 : 0);
    byte[] details = {1, (byte) time};
    EventId event = new EventId("provider " + time % 2, id, 1);
    return new LoggedEvent(time, event, details, List.of(facet), ReportedFindings.NOTHING);
  }

  /** The list that a log is compared with: by time, of equal times by event. */
  private static void insert(List<LoggedEvent> list, LoggedEvent one) {
    int at = 0;
    while (at < list.size() && ORDER.compare(list.get(at), one) < 0) {
      at++;
    }
    list.add(at, one);
  }

  /** Whether nothing of it was lost on its way through bytes; all of them have one facet. */
  private static boolean isSame(LoggedEvent one, LoggedEvent other) {
    EventFacet facet = one.facets().get(0);
    EventFacet read = other.facets().get(0);
    return one.time() == other.time()
        && one.event().equals(other.event())
        && Arrays.equals(one.details(), other.details())
        && other.facets().size() == 1
        && facet.shape().equals(read.shape())
        && Arrays.equals(facet.values(), read.values())
        && facet.since() == read.since()
        && Arrays.equals(one.reported().rules(), other.reported().rules())
        && Arrays.equals(one.reported().events(), other.reported().events());
  }

  /** Of all observations, and of the end; backwards they are the same. */
  private static List<Long> places(EntityLog log) {
    List<Long> places = new ArrayList<>();
    for (long place = log.begin(); place < log.end(); place = log.next(place)) {
      places.add(place);
    }
    places.add(log.end());
    assertEquals(log.size() + 1, places.size());
    long place = log.end();
    for (int i = log.size() - 1; i >= 0; i--) {
      place = log.previous(place);
      assertEquals(places.get(i), place);
    }
    return places;
  }

  private static long placeOf(EntityLog log, int rank) {
    return new NeighbourCursor(log).after(log.begin(), rank, Long.MAX_VALUE);
  }

  private static EntityLog open(InMemoryLog store, LogSizes sizes) {
    return open(store, sizes, new PartCache(0));
  }

  private static EntityLog open(InMemoryLog store, LogSizes sizes, PartCache cache) {
    return EntityLog.open(ENTITY, store, ENDS, sizes, cache);
  }

  @Test
  void aLogDoesWhatASortedListDoes() {
    for (int i = 0; i < RandomCases.count(40); i++) {
      long seed = RandomCases.seed(i);
      String failing = RandomCases.settings() + ", seed " + seed;
      Random random = new Random(seed);
      LogSizes sizes = sizes(random);
      InMemoryLog store = new InMemoryLog();
      List<LoggedEvent> list = new ArrayList<>();
      int times = 1 + random.nextInt(200);
      PartCache cache = new PartCache(random.nextInt(12));
      for (int step = 0; step < 150; step++) {
        if (random.nextInt(10) == 0) { // a step that fails half-way: nothing is written
          InMemoryLog discarded = store.copy();
          change(random, times, 1_000 + step, open(discarded, sizes, cache), new ArrayList<>(list));
        }
        EntityLog log = open(store, sizes, cache);
        change(random, times, step, log, list);
        compare(failing + " step " + step, list, log, times);
        log.close();
        if (step % 5 == 4) {
          compare("read again, " + failing + " step " + step, list, open(store, sizes), times);
        }
      }
      EntityLog log = open(store, sizes);
      log.expire(Long.MAX_VALUE, Long.MAX_VALUE, gone -> list.remove(0));
      log.close();
      assertEquals(List.of(), list);
      assertTrue(store.isEmpty(), "nothing is left, " + failing);
    }
  }

  private static LogSizes sizes(Random random) {
    int busyHead = 1 + random.nextInt(5);
    return new LogSizes(
        busyHead + random.nextInt(3),
        busyHead,
        1 + random.nextInt(busyHead),
        1 + random.nextInt(5),
        3 + random.nextInt(3));
  }

  private static void change(
      Random random, int times, int step, EntityLog log, List<LoggedEvent> list) {
    switch (random.nextInt(12)) {
      case 0 -> {
        if (!list.isEmpty()) {
          int at = random.nextInt(list.size());
          LoggedEvent reported = list.get(at).reported(random.nextInt(3), step);
          log.replace(placeOf(log, at), reported);
          list.set(at, reported);
        }
      }
      case 1 -> {
        if (!list.isEmpty()) {
          int at = random.nextInt(list.size());
          log.remove(placeOf(log, at));
          list.remove(at);
        }
      }
      case 2 -> {
        long clock = random.nextInt((int) LIFE + times);
        List<LoggedEvent> gone = new ArrayList<>();
        log.expire(clock, Long.MAX_VALUE, gone::add);
        gone.forEach(one -> assertTrue(one.time() + LIFE <= clock));
        list.removeIf(one -> gone.stream().anyMatch(g -> g.event().equals(one.event())));
        assertTrue(list.isEmpty() || log.nextEnd() > clock, "what has ended by a look is gone");
      }
      default -> {
        LoggedEvent one = at(random.nextInt(times), "e" + step);
        long place = log.insert(one);
        insert(list, one);
        assertEquals(one.event(), log.get(place).event());
      }
    }
  }

  private static void compare(String what, List<LoggedEvent> list, EntityLog log, int times) {
    List<Long> places = places(log);
    assertEquals(list.size(), log.size(), what);
    assertEquals(places.get(list.size() / 2), placeOf(log, list.size() / 2), what);
    NeighbourCursor neighbours = new NeighbourCursor(log);
    int after = 0;
    for (long time = -1; time <= times; time++) {
      while (after < list.size() && list.get(after).time() <= time) {
        after++;
      }
      assertEquals(places.get(after), log.firstAfter(time), what);
      int from = (int) (time * 7 + 7) % places.size();
      int most = (int) (time + 1) % 5;
      int before = Math.max(from - most, Math.min(from, after));
      assertEquals(places.get(before), neighbours.before(places.get(from), most, time), what);
      assertEquals(before <= after, neighbours.isFirstAfter(places.get(before), time), what);
      int past = Math.min(from + most, Math.max(from, after));
      assertEquals(places.get(past), neighbours.after(places.get(from), most, time), what);
      assertEquals(past >= after, neighbours.isPast(places.get(past), time), what);
      assertEquals(past - before, neighbours.count(places.get(before), places.get(past)), what);
      boolean isNear = neighbours.areAtMost(from % 9, places.get(0), places.get(from));
      assertEquals(from <= from % 9, isNear, what);
    }
    for (int i = 0; i < list.size(); i++) {
      assertTrue(isSame(list.get(i), log.get(places.get(i))), what);
      long place = log.find(list.get(i).event());
      assertEquals(places.get(i), place, what);
      boolean isNewest = list.get(i).time() == list.get(list.size() - 1).time();
      assertEquals(isNewest, log.isNewest(place), what);
    }
    assertEquals(-1, log.find(new EventId("provider 0", "unknown", 1)), what);
  }

  @Test
  void oneMoreObservationTouchesLittleHoweverManyThereAre() {
    InMemoryLog store = new InMemoryLog();
    long fewAccesses = 0;
    long fewBytes = 0;
    for (int i = 0; i < 20_000; i++) {
      EntityLog log = open(store, LogSizes.USUAL);
      log.insert(at(i, "e" + i));
      log.close();
      if (i == 1_000) {
        fewAccesses = store.accesses();
        fewBytes = store.written();
      }
    }
    long accesses = (store.accesses() - fewAccesses) / 19_000;
    long bytes = (store.written() - fewBytes) / 19_000;
    assertTrue(accesses <= 1 + fewAccesses / 1_000, accesses + " accesses each");
    assertTrue(bytes <= 2 * fewBytes / 1_000, bytes + " bytes each");
  }

  @Test
  void theSizeThatItStatesIsAboutWhatItTakes() {
    InMemoryLog store = new InMemoryLog();
    for (int i = 0; i < 1_000; i++) {
      EntityLog log = open(store, LogSizes.USUAL);
      log.insert(at(i, "an event of a provider " + i));
      log.close();
      if (i >= 100) { // of fewer the nodes of the index are a larger part
        assertTrue(store.stated() > store.bytes() * 0.7, i + ": " + store.stated());
        assertTrue(store.stated() < store.bytes() * 1.25, i + ": " + store.stated());
      }
    }
    EntityLog log = open(store, LogSizes.USUAL);
    log.expire(10_000, Long.MAX_VALUE, one -> {});
    log.close();
    assertEquals(0, store.stated());
  }

  @Test
  void aStepThatCannotBeWrittenChangesNothing() {
    InMemoryLog store = new InMemoryLog();
    EntityLog filled = open(store, LogSizes.USUAL);
    for (int time = 0; time < 40; time++) {
      filled.insert(at(time, "e" + time));
    }
    filled.close();
    long accesses = store.accesses();
    EntityLog failing = open(store, LogSizes.USUAL);
    failing.remove(failing.begin());
    failing.putCount("a count", new byte[] {1});
    LoggedEvent one = at(50, "e50");
    failing.insert(
        new LoggedEvent(
            50, new EventId("provider", null, 1), one.details(), one.facets(), one.reported()));
    long read = store.accesses() - accesses;
    assertThrows(NullPointerException.class, failing::close);
    assertEquals(accesses + read, store.accesses());
    assertEquals(40, open(store, LogSizes.USUAL).size());
  }

  @Test
  void aLookAtMuchIsBounded() {
    InMemoryLog store = new InMemoryLog();
    EntityLog filled = open(store, LogSizes.USUAL);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      order.add(i % 50);
    }
    Collections.shuffle(order, new Random(7));
    for (int i = 0; i < order.size(); i++) {
      filled.insert(at(order.get(i), "e" + i));
    }
    filled.close();
    int looks = 0;
    for (EntityLog log = open(store, LogSizes.USUAL);
        log.size() > 0;
        log = open(store, LogSizes.USUAL)) {
      int before = log.size();
      assertTrue(log.nextEnd() <= 1_000);
      log.work().limit(1_000 * WorkBudget.REMOVE);
      log.expire(1_000, Long.MAX_VALUE, gone -> {});
      log.close();
      assertTrue(before - log.size() <= 1_000 + LogSizes.USUAL.chunk() + LogSizes.USUAL.head());
      looks++;
    }
    assertTrue(looks >= 19, looks + " looks");
    assertTrue(store.isEmpty());
  }

  @Test
  void whatTheReaderKeepsIsKept() {
    InMemoryLog store = new InMemoryLog();
    EntityLog log = open(store, LogSizes.USUAL);
    log.insert(at(5, "e"));
    log.notes().setTimer(900);
    log.notes().waiting().add(1, new PendingSpan(-5, 7, 300));
    log.notes().waiting().add(1, new PendingSpan(8, 9, 400));
    log.notes().waiting().add(1, new PendingSpan(-9, -8, 200));
    log.notes().waiting().add(2, new PendingSpan(1, 1, 500));
    log.notes().edges().put(3L, EDGE);
    log.notes().putCount(3, new byte[] {1, 2});
    log.close();

    EntityLog read = open(store, LogSizes.USUAL);
    assertEquals(900, read.notes().timer());
    assertEquals(200, read.notes().waiting().nextDue());
    assertEquals(
        List.of(new PendingSpan(-9, -8, 200), new PendingSpan(-5, 9, 300)),
        read.notes().waiting().takeDue(1, 300));
    assertEquals(List.of(), read.notes().waiting().takeDue(2, 499));
    assertEquals(500, read.notes().waiting().nextDue());
    assertEquals(EDGE, read.notes().edges().get(3L));
    assertEquals(2, read.notes().count(3)[1]);
    List<Long> forgotten = new ArrayList<>();
    read.notes().keepOnly(Set.of(1L), Set.of(), forgotten::add);
    assertEquals(List.of(3L), forgotten);
    assertNull(read.notes().count(3));
    assertEquals(Long.MAX_VALUE, read.notes().waiting().nextDue());
  }

  /** Halves of a node for two parts lead to one: such a log would grow with every observation. */
  @Test
  void nodesHaveRoomForTwoPartsInEachHalf() {
    assertThrows(IllegalArgumentException.class, () -> new LogSizes(1, 1, 1, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new LogSizes(1, 1, 2, 1, 3));
  }

  @Test
  void stateOfALaterVersionIsRefusedWithWhatToDo() {
    InMemoryLog store = new InMemoryLog();
    store.putHead(new byte[] {3});
    String message =
        assertThrows(IllegalStateException.class, () -> open(store, LogSizes.USUAL)).getMessage();
    assertTrue(message.contains("version 3"), message);
    assertTrue(message.contains("start the release that wrote the savepoint"), message);
  }
}
