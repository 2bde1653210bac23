package org.drey.console.index;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.drey.console.store.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index as its source is, in a thread of its own, until it is closed. */
public final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final Database database;
  private final Source source;
  private final Thread thread = new Thread(this::run, "console-index");
  private final AtomicBoolean isStopped = new AtomicBoolean();
  private volatile Health health = Health.BEGINNING;
  private volatile InputAges ages = InputAges.NOT_ASKED;

  private Indexer(Database database, Source source) {
    this.database = database;
    this.source = source;
  }

  /** Begins to read; what was read before, of the same source, is not read again. */
  public static Indexer start(Database database, Source source) {
    IndexTables.read().prepare(database, source.name());
    Indexer indexer = new Indexer(database, source);
    indexer.thread.setDaemon(true);
    indexer.thread.start();
    return indexer;
  }

  /** How it is. */
  public Health health() {
    return health;
  }

  /** How old its inputs were when they were last asked for; no one waits for the answer here. */
  public InputAges ages() {
    return ages;
  }

  /** What it reads. */
  public Source source() {
    return source;
  }

  private void run() {
    @Nullable Feed feed = null;
    while (!isStopped.get()) {
      try {
        if (!database.keepsIndex()) {
          health = health.answered(true); // another console's index is read
          ages = ages.askedAgain(source, Instant.now());
          LockSupport.parkNanos(RETRY_NANOS);
          continue;
        }
        if (feed == null) {
          feed = source.open(database);
        }
        health = health.answered(feed.step(database));
        ages = ages.askedAgain(source, Instant.now()); // one that is away is not asked
      } catch (IOException | RuntimeException e) { // a page that is silently old is worse
        if (!health.isAway()) {
          LOG.warn("The index is not kept: {}", e.getMessage());
        }
        health = health.failed(Instant.now(), String.valueOf(e.getMessage()));
        close(feed);
        feed = null;
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
    close(feed);
  }

  private static void close(@Nullable Feed feed) {
    if (feed != null) {
      feed.close();
    }
  }

  /** Ends between two steps. */
  @Override
  public void close() {
    isStopped.set(true);
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
