package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.drey.console.FreshDatabase;
import org.drey.console.store.Database;
import org.drey.event.Alert;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.Outlook.Known;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread that keeps the index is the only one that waits for the source. */
final class IndexerTest {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  @TempDir private Path place;
  private final CountDownLatch isAsked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();

  /** A source that says nothing of its ages until it is let. */
  private final class Slow implements Source {
    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Feed open(Database database) {
      return new Feed() {
        @Override
        public boolean step(Database into) {
          return true;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Collection<Known> findings(Alert alert, RuleSet rules) {
      return List.of();
    }

    @Override
    public List<Age> ages() {
      times.incrementAndGet();
      isAsked.countDown();
      boolean isInterrupted = false;
      try {
        answers.await();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
      return isInterrupted ? List.of() : List.of(new Age("payments", NOON));
    }
  }

  @Test
  @Timeout(60)
  void noPageWaitsForASourceThatDoesNotAnswer() throws Exception {
    try (Database database = FreshDatabase.open(place.resolve("console.db"));
        Indexer indexer = Indexer.start(database, new Slow())) {
      isAsked.await();
      assertEquals(List.of(), indexer.ages().ages(), "at once");
      answers.countDown();
    }
  }

  @Test
  void itIsAskedAgainEveryTenSecondsAtMost() {
    answers.countDown();
    InputAges first = InputAges.NOT_ASKED.askedAgain(new Slow(), NOON);
    assertEquals(List.of(new Source.Age("payments", NOON)), first.ages());
    InputAges soon = first.askedAgain(new Slow(), NOON.plusSeconds(10));
    assertEquals(first, soon);
    assertEquals(1, times.get());
    assertEquals(NOON.plusSeconds(11), soon.askedAgain(new Slow(), NOON.plusSeconds(11)).asked());
    assertEquals(2, times.get());
  }
}
