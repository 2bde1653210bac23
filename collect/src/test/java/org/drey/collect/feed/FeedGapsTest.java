package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeedGapsTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final List<FeedGap> ended = new ArrayList<>();

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  @Test
  void aGapOfAllEndsWithTheFirstWriterAndBeginsAfterTheLast() {
    FeedGaps gaps = new FeedGaps(START, List.of(), ended::add);
    gaps.connected(at(3));
    gaps.connected(at(4));
    gaps.disconnected(at(5));
    gaps.disconnected(at(7));
    gaps.connected(at(10));
    assertEquals(List.of(new FeedGap("", at(0), at(3)), new FeedGap("", at(2), at(10))), ended);
    assertEquals(2, gaps.count());
    assertEquals(11.0, gaps.seconds());
    assertEquals(Map.of(), gaps.open());
  }

  @Test
  void aWriterIsAwayFromBeforeTheEndOfItsLastConnectionToItsNextMessage() {
    FeedGaps gaps = new FeedGaps(START, List.of(), ended::add);
    gaps.came("ns1", at(1));
    gaps.came("ns1", at(2));
    gaps.left("ns1", at(3));
    assertEquals(Set.of(FeedGaps.ALL), gaps.open().keySet());
    gaps.left("ns1", at(5));
    assertEquals(at(0), gaps.open().get("ns1"));
    gaps.came("ns1", at(9));
    assertEquals(List.of(new FeedGap("ns1", at(0), at(9))), ended);
  }

  @Test
  void writersThatWereKnownAreAwaySinceTheCollectorWasWell() {
    FeedGaps gaps = new FeedGaps(START, List.of("ns1", "ns2"), ended::add);
    gaps.connected(at(6));
    gaps.came("ns2", at(7));
    assertEquals(List.of(new FeedGap("", at(0), at(6)), new FeedGap("ns2", at(0), at(7))), ended);
    assertEquals(Set.of("ns1", "ns2"), gaps.writers());
  }

  @Test
  void namesWithoutNumberDoNotFillTheMemory() {
    FeedGaps gaps = new FeedGaps(START, List.of(), ended::add);
    for (int i = 0; i < 100_000; i++) {
      gaps.came("n" + i, at(1));
      gaps.left("n" + i, at(2));
    }
    assertEquals(1_000, gaps.open().size());
  }

  @Test
  void whatIsOnItsWayIsNotSettled() {
    FeedCounts counts = new FeedCounts();
    SettledTime settled = new SettledTime(counts, at(0));
    assertEquals(at(1), settled.at(at(1)));
    counts.read(at(1));
    assertEquals(at(1), settled.at(at(2)));
    counts.read(at(2));
    assertEquals(at(1), settled.at(at(3)));
    counts.sent();
    assertEquals(at(2), settled.at(at(4)));
    counts.lost(LossReason.NOT_TAKEN);
    assertEquals(at(5), settled.at(at(5)));
  }

  @Test
  void theNextStartKnowsUntilWhenAllWasWell(@TempDir Path folder) throws IOException {
    CollectorState state = new CollectorState(folder.resolve("state"));
    assertEquals(at(9), state.read(at(9)).until());
    state.write(at(3), List.of("ns1", "ns2"));
    assertEquals(
        new CollectorState.WellNote(at(3), List.of("ns1", "ns2")),
        new CollectorState(folder.resolve("state")).read(at(9)));
    assertEquals(at(2), state.read(at(2)).until());
  }
}
