package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.drey.console.FreshDatabase;
import org.drey.console.index.AlertIndexer.PublishedHealth;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread that keeps the index is the only one that waits for the source. */
final class AlertIndexerTest {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static final IndexSource.Age PAYMENTS =
      new IndexSource.Age("payments", IndexSource.Age.Kind.RECORD, NOON);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  @TempDir private Path place;
  private final CountDownLatch isAsked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger times = new AtomicInteger();

  /** A source that says nothing of its ages until it is let. */
  private final class Slow extends EmptySource {
    private Slow(String name) {
      super(name);
    }

    @Override
    public IndexFeed open(ConsoleDatabase database) {
      opened.incrementAndGet();
      return super.open(database);
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
      return isInterrupted ? List.of() : List.of(PAYMENTS);
    }
  }

  @Test
  @Timeout(60)
  void noPageWaitsForASourceThatDoesNotAnswer() throws Exception {
    try (ConsoleDatabase database = FreshDatabase.open(place.resolve("console.db"));
        AlertIndexer indexer = new AlertIndexer(database, new Slow("slow"))) {
      indexer.start();
      isAsked.await();
      assertEquals(List.of(), indexer.ages().ages(), "at once");
      answers.countDown();
    }
  }

  /** A source whose broker is away, or that is still read. */
  private static final class Failing extends EmptySource {
    private volatile boolean isAway;

    private Failing() {
      super("slow");
    }

    @Override
    boolean step() throws IOException {
      if (isAway) {
        throw new IOException("no broker answers");
      }
      return false;
    }
  }

  @Test
  @Timeout(60)
  void whoOnlyReadsTheIndexSaysAsMuchAsWhoKeepsIt() throws Exception {
    Failing source = new Failing();
    List<ConsoleDatabase> both = FreshDatabase.openTwice(place.resolve("console.db"));
    try (ConsoleDatabase first = both.get(0);
        ConsoleDatabase second = both.get(1);
        AlertIndexer keeps = new AlertIndexer(first, source, LOOK_AGAIN);
        AlertIndexer follows = new AlertIndexer(second, source, LOOK_AGAIN)) {
      keeps.start();
      follows.start();
      source.isAway = true;
      while (!follows.health().isAway()) {
        Thread.onSpinWait();
      }
      assertEquals("no broker answers", follows.health().why());
      source.isAway = false;
      while (follows.health().isAway()) {
        Thread.onSpinWait();
      }
      assertFalse(follows.health().isRead(), "the other is still reading");
    }
  }

  @Test
  void aConsoleThatSaysNothingForAMinuteIsAway() throws Exception {
    try (ConsoleDatabase database = FreshDatabase.open(place.resolve("console.db"))) {
      IndexTables.read().prepare(database, "slow");
      new PublishedHealth().note(database, IndexHealth.BEGINNING.answered(true), NOON);
      assertEquals(
          IndexHealth.BEGINNING.answered(true),
          PublishedHealth.read(database, NOON.plusSeconds(60)));
      IndexHealth silent = PublishedHealth.read(database, NOON.plusSeconds(61));
      assertEquals(NOON, silent.awaySince());
    }
  }

  @Test
  void afterTheSourceWasAwayAllIsReadAgainBeforeAnythingIsDecided() {
    IndexHealth back = IndexHealth.BEGINNING.answered(true).failed(NOON, "away").answered(false);
    assertFalse(back.isRead());
  }

  @Test
  void itIsAskedAgainEveryTenSecondsAtMost() {
    answers.countDown();
    InputAges first = InputAges.NOT_ASKED.askedAgain(new Slow("slow"), NOON);
    assertEquals(List.of(PAYMENTS), first.ages());
    InputAges soon = first.askedAgain(new Slow("slow"), NOON.plusSeconds(10));
    assertEquals(first, soon);
    assertEquals(1, times.get());
    assertEquals(
        NOON.plusSeconds(11), soon.askedAgain(new Slow("slow"), NOON.plusSeconds(11)).asked());
    assertEquals(2, times.get());
  }

  @Test
  @Timeout(60)
  void anIndexThatAnotherConsoleKeepsIsNotChanged() throws Exception {
    answers.countDown();
    List<ConsoleDatabase> both = FreshDatabase.openTwice(place.resolve("console.db"));
    try (ConsoleDatabase first = both.get(0);
        ConsoleDatabase second = both.get(1);
        AlertIndexer keeps = new AlertIndexer(first, new Slow("slow"));
        AlertIndexer follows = new AlertIndexer(second, new Slow("slow"));
        AlertIndexer refused = new AlertIndexer(second, new Slow("another"))) {
      keeps.start();
      while (!keeps.health().isRead()) { // it has opened the index as it is now
        Thread.onSpinWait();
      }
      String id = IndexTables.id(first);
      follows.start();
      IOException why = assertThrows(IOException.class, refused::start);
      assertTrue(why.getMessage().contains("has the index of slow, and another console"));
      first.write(
          connection ->
              SqlStatements.run(connection, "UPDATE index_source SET schema_hash = 'older'"));
      why = assertThrows(IOException.class, new AlertIndexer(second, new Slow("slow"))::start);
      assertTrue(why.getMessage().contains("an index of another version"), why.getMessage());
      assertEquals(id, IndexTables.id(first));
    }
  }

  @Test
  @Timeout(60)
  void anIndexThatWasRebuiltMeanwhileIsOpenedAgain() throws Exception {
    answers.countDown();
    try (ConsoleDatabase database = FreshDatabase.open(place.resolve("console.db"));
        AlertIndexer indexer = new AlertIndexer(database, new Slow("slow"))) {
      indexer.start();
      while (!indexer.health().isRead()) {
        Thread.onSpinWait();
      }
      while (opened.get() < 2) {
        IndexTables.read().remake(database, "slow");
      }
    }
  }
}
