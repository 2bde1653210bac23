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
import org.drey.console.store.Database;
import org.drey.console.store.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread that keeps the index is the only one that waits for the source. */
final class IndexerTest {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static final Source.Age PAYMENTS =
      new Source.Age("payments", Source.Age.Kind.RECORD, NOON);

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
    public Feed open(Database database) {
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
    try (Database database = FreshDatabase.open(place.resolve("console.db"));
        Indexer indexer = new Indexer(database, new Slow("slow"))) {
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
    List<Database> both = FreshDatabase.openTwice(place.resolve("console.db"));
    try (Database first = both.get(0);
        Database second = both.get(1);
        Indexer keeps = new Indexer(first, source, LOOK_AGAIN);
        Indexer follows = new Indexer(second, source, LOOK_AGAIN)) {
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
    try (Database database = FreshDatabase.open(place.resolve("console.db"))) {
      IndexTables.read().prepare(database, "slow");
      new KeptHealth().note(database, Health.BEGINNING.answered(true), NOON);
      assertEquals(
          Health.BEGINNING.answered(true), KeptHealth.read(database, NOON.plusSeconds(60)));
      Health silent = KeptHealth.read(database, NOON.plusSeconds(61));
      assertEquals(NOON, silent.awaySince());
    }
  }

  @Test
  void afterTheSourceWasAwayAllIsReadAgainBeforeAnythingIsDecided() {
    Health back = Health.BEGINNING.answered(true).failed(NOON, "away").answered(false);
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
    List<Database> both = FreshDatabase.openTwice(place.resolve("console.db"));
    try (Database first = both.get(0);
        Database second = both.get(1);
        Indexer keeps = new Indexer(first, new Slow("slow"));
        Indexer follows = new Indexer(second, new Slow("slow"));
        Indexer refused = new Indexer(second, new Slow("another"))) {
      keeps.start();
      String id = IndexTables.id(first);
      follows.start();
      IOException why = assertThrows(IOException.class, refused::start);
      assertTrue(why.getMessage().contains("has the index of slow, and another console"));
      first.write(
          connection -> Sql.run(connection, "UPDATE index_source SET schema_hash = 'older'"));
      why = assertThrows(IOException.class, new Indexer(second, new Slow("slow"))::start);
      assertTrue(why.getMessage().contains("an index of another version"), why.getMessage());
      assertEquals(id, IndexTables.id(first));
    }
  }

  @Test
  @Timeout(60)
  void anIndexThatWasRebuiltMeanwhileIsOpenedAgain() throws Exception {
    answers.countDown();
    try (Database database = FreshDatabase.open(place.resolve("console.db"));
        Indexer indexer = new Indexer(database, new Slow("slow"))) {
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
