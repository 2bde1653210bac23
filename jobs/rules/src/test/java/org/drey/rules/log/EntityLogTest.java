package org.drey.rules.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
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

  private static EntityLog open(InMemoryLog store, LogSizes sizes) {
    return open(store, sizes, new ChunkCache(0));
  }

  private static EntityLog open(InMemoryLog store, LogSizes sizes, ChunkCache cache) {
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
      ChunkCache cache = new ChunkCache(random.nextInt(12));
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
      log.expire(Long.MAX_VALUE, Long.MAX_VALUE);
      log.close();
      assertTrue(store.isEmpty(), "nothing is left, " + failing);
    }
  }

  private static LogSizes sizes(Random random) {
    return new LogSizes(1 + random.nextInt(7), 1 + random.nextInt(5));
  }

  private static void change(
      Random random, int times, int step, EntityLog log, List<LoggedEvent> list) {
    switch (random.nextInt(12)) {
      case 0 -> {
        if (!list.isEmpty()) {
          int at = random.nextInt(list.size());
          LoggedEvent reported = list.get(at).reported(random.nextInt(3), step);
          log.replace(at, reported);
          list.set(at, reported);
        }
      }
      case 1 -> {
        if (!list.isEmpty()) {
          int at = random.nextInt(list.size());
          log.remove(List.of(at));
          list.remove(at);
        }
      }
      case 2 -> {
        long clock = random.nextInt((int) LIFE + times);
        log.expire(clock, Long.MAX_VALUE);
        Set<EventId> left = new HashSet<>();
        for (int i = 0; i < log.size(); i++) {
          left.add(log.get(i).event());
        }
        list.removeIf(one -> !left.contains(one.event()) && one.time() + LIFE <= clock);
        assertTrue(list.isEmpty() || log.nextEnd() > clock, "what has ended by a look is gone");
      }
      default -> {
        LoggedEvent one = at(random.nextInt(times), "e" + step);
        int place = log.insert(one);
        insert(list, one);
        assertEquals(one.event(), log.get(place).event());
      }
    }
  }

  private static void compare(String what, List<LoggedEvent> list, EntityLog log, int times) {
    assertEquals(list.size(), log.size(), what);
    int after = 0;
    for (long time = -1; time <= times; time++) {
      while (after < list.size() && list.get(after).time() <= time) {
        after++;
      }
      assertEquals(after, log.firstAfter(time), what);
    }
    for (int i = 0; i < list.size(); i++) {
      assertTrue(isSame(list.get(i), log.get(i)), what);
      assertEquals(i, log.find(list.get(i).event()), what);
    }
    assertEquals(-1, log.find(new EventId("provider 0", "unknown", 1)), what);
  }

  @Test
  void oneMoreObservationTouchesLittleHoweverManyThereAre() {
    InMemoryLog store = new InMemoryLog();
    long fewAccesses = 0;
    long fewBytes = 0;
    for (int i = 0; i < 4_000; i++) {
      EntityLog log = open(store, LogSizes.USUAL);
      log.insert(at(i, "e" + i));
      log.close();
      if (i == 1_000) {
        fewAccesses = store.accesses();
        fewBytes = store.written();
      }
    }
    long accesses = (store.accesses() - fewAccesses) / 3_000;
    long bytes = (store.written() - fewBytes) / 3_000;
    assertTrue(accesses <= 1 + fewAccesses / 1_000, accesses + " accesses each");
    assertTrue(bytes <= 3 * fewBytes / 1_000, bytes + " bytes each");
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
    log.expire(10_000, Long.MAX_VALUE);
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
    failing.remove(List.of(0));
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
  void whatTheReaderKeepsIsKept() {
    InMemoryLog store = new InMemoryLog();
    EntityLog log = open(store, LogSizes.USUAL);
    log.insert(at(5, "e"));
    log.setTimer(900);
    log.waiting().add(1, new PendingSpan(-5, 7, 300));
    log.waiting().add(1, new PendingSpan(8, 9, 400));
    log.waiting().add(1, new PendingSpan(-9, -8, 200));
    log.waiting().add(2, new PendingSpan(1, 1, 500));
    log.close();

    EntityLog read = open(store, LogSizes.USUAL);
    assertEquals(900, read.timer());
    assertEquals(200, read.waiting().nextDue());
    assertEquals(
        List.of(new PendingSpan(-9, -8, 200), new PendingSpan(-5, 9, 300)),
        read.waiting().takeDue(1, 300));
    assertEquals(List.of(), read.waiting().takeDue(2, 499));
    assertEquals(500, read.waiting().nextDue());
    read.waiting().keepOnly(Set.of(1L));
    assertEquals(Long.MAX_VALUE, read.waiting().nextDue());
  }

  @Test
  void stateOfALaterVersionIsRefusedWithWhatToDo() {
    InMemoryLog store = new InMemoryLog();
    store.putHead(new byte[] {4});
    String message =
        assertThrows(IllegalStateException.class, () -> open(store, LogSizes.USUAL)).getMessage();
    assertTrue(message.contains("version 4"), message);
    assertTrue(message.contains("start the release that wrote the savepoint"), message);
  }
}
