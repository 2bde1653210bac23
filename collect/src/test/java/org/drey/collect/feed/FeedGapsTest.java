package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FeedGapsTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final List<FeedGap> ended = new ArrayList<>();

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private static FeedGap gap(String writer, long begin, long end) {
    return new FeedGap(writer, at(begin), at(end), GapReason.NO_WRITER);
  }

  @Test
  void aGapOfAllEndsWithTheFirstWriterAndBeginsAfterTheLast() {
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, START), ended::add);
    gaps.connected(at(3));
    gaps.connected(at(4));
    gaps.disconnected(at(5));
    gaps.disconnected(at(7));
    gaps.connected(at(10));
    assertEquals(List.of(gap("", 0, 3), gap("", 2, 10)), ended);
    assertEquals(2, gaps.count());
    assertEquals(11.0, gaps.seconds());
    assertEquals(Map.of(), gaps.open());
  }

  @Test
  void aWriterIsAwayFromBeforeTheEndOfItsLastConnectionToItsNextMessage() {
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, START), ended::add);
    gaps.came("ns1", at(1));
    gaps.came("ns1", at(2));
    gaps.left("ns1", at(3));
    assertEquals(Set.of(FeedGaps.ALL), gaps.open().keySet());
    gaps.left("ns1", at(5));
    assertEquals(at(0), gaps.open().get("ns1"));
    gaps.came("ns1", at(9));
    assertEquals(List.of(gap("ns1", 0, 9)), ended);
  }

  @Test
  void writersThatWereKnownAreAwaySinceTheCollectorWasWell() {
    Map<String, Instant> since = Map.of(FeedGaps.ALL, at(2), "ns1", at(0), "ns2", at(2));
    FeedGaps gaps = new FeedGaps(since, ended::add);
    gaps.connected(at(6));
    gaps.came("ns2", at(7));
    assertEquals(List.of(gap("", 2, 6), gap("ns2", 2, 7)), ended);
    assertEquals(Map.of("ns1", at(0)), gaps.open());
  }

  @Test
  void thoseThatAreAwayAreSoFromTheirOwnTimeThroughAnyNumberOfStarts() {
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, START), ended::add);
    gaps.connected(at(1));
    gaps.came("ns1", at(1));
    gaps.came("ns2", at(1));
    gaps.left("ns1", at(15));
    Map<String, Instant> first = Map.of(FeedGaps.ALL, at(100), "ns1", at(10), "ns2", at(100));
    assertEquals(first, gaps.begins(at(100)));
    FeedGaps next = new FeedGaps(first, ended::add);
    assertEquals(first, next.begins(at(200)), "no one has come yet");
    next.connected(at(201));
    next.came("ns2", at(201));
    assertEquals(
        Map.of(FeedGaps.ALL, at(300), "ns1", at(10), "ns2", at(300)), next.begins(at(300)));
    assertEquals(at(5), next.begins(at(5)).get("ns1"), "what it wrote before is pending");
  }

  @Test
  void aWriterThatIsAwayForAWeekIsForgotten() {
    FeedGaps gaps =
        new FeedGaps(Map.of(FeedGaps.ALL, START, "ns1", START, "ns2", START), ended::add);
    gaps.came("ns2", at(1));
    long week = FeedGaps.RETIRED_AFTER.toSeconds();
    gaps.forget(at(week));
    assertEquals(Set.of(FeedGaps.ALL, "ns1"), gaps.open().keySet());
    gaps.forget(at(week + 1));
    assertEquals(Set.of(FeedGaps.ALL), gaps.open().keySet());
    assertEquals(gap("ns1", 0, week + 1), ended.get(1));
    assertEquals(Set.of(FeedGaps.ALL, "ns2"), gaps.begins(at(week + 2)).keySet());
  }

  @Test
  void namesWithoutNumberDoNotFillTheMemory() {
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, START), ended::add);
    for (int i = 0; i < 100_000; i++) {
      gaps.came("n" + i, at(1));
      gaps.left("n" + i, at(2));
    }
    assertEquals(1_000, gaps.open().size());
  }
}
