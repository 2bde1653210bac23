package org.drey.console.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index as its source is, in a separate thread, until it is closed. */
public final class AlertIndexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertIndexer.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final ConsoleDatabase database;
  private final IndexSource source;
  private final long lookAgainNanos;
  private final IndexTables tables = IndexTables.read();
  private final Thread thread = new Thread(this::run, "console-index");
  private final AtomicBoolean isStopped = new AtomicBoolean();
  private volatile IndexHealth health = IndexHealth.BEGINNING;
  private volatile InputAges ages = InputAges.NOT_ASKED;

  private final PublishedHealth kept = new PublishedHealth();

  /** Null while another console keeps the index, or the source does not answer. */
  private @Nullable IndexFeed feed;

  /** The id of the index that the feed goes on with. */
  private String indexId = "";

  /** An indexer that has not begun. */
  public AlertIndexer(ConsoleDatabase database, IndexSource source) {
    this(database, source, LOOK_AGAIN);
  }

  /**
   * The same.
   *
   * @param lookAgain how long it waits after a failure, and between looks at an index that another
   *     console keeps
   */
  AlertIndexer(ConsoleDatabase database, IndexSource source, Duration lookAgain) {
    this.database = database;
    this.source = source;
    this.lookAgainNanos = lookAgain.toNanos();
    thread.setDaemon(true);
  }

  /**
   * Begins to read; what was read before, of the same source, is not read again.
   *
   * @throws IOException if another console keeps the index, of another source or in another form
   */
  public void start() throws IOException {
    if (database.keepsIndex()) {
      tables.prepare(database, source.name());
    } else {
      tables.check(database, source.name());
    }
    thread.start();
  }

  /** Returns how it is. */
  public IndexHealth health() {
    return health;
  }

  /**
   * Returns how old its inputs were when they were last asked for; no one waits for the answer
   * here.
   */
  public InputAges ages() {
    return ages;
  }

  /** Returns what it reads. */
  public IndexSource source() {
    return source;
  }

  private void run() {
    while (!isStopped.get()) {
      try {
        if (database.keepsIndex()) {
          keep();
        } else {
          follow();
        }
        ages = ages.askedAgain(source, Instant.now()); // one that is away is not asked
      } catch (IOException | RuntimeException e) { // a page that is silently old is worse
        if (!health.isAway()) {
          LOG.warn("The index is not kept: {}", e.getMessage());
        }
        health = health.failed(Instant.now(), String.valueOf(e.getMessage()));
        closeFeed();
        noteAway();
        LockSupport.parkNanos(lookAgainNanos);
      }
    }
    closeFeed();
  }

  private void keep() throws IOException {
    if (feed != null && !indexId.equals(IndexTables.id(database))) {
      closeFeed(); // another console kept it for a while, and has rebuilt it
    }
    if (feed == null) {
      tables.prepare(database, source.name());
      feed = source.open(database);
    }
    boolean isAtEnd = feed.step(database);
    String present = IndexTables.id(database);
    health =
        (present.equals(indexId) ? health : IndexHealth.BEGINNING)
            .answered(isAtEnd)
            .lacking(feed.lacks());
    indexId = present;
    kept.note(database, health, Instant.now());
  }

  private void noteAway() {
    try {
      if (database.keepsIndex()) {
        kept.note(database, health, Instant.now());
      }
    } catch (StoreException e) {
      LOG.debug("Nor does the database answer: {}", e.getMessage()); // others see that themselves
    }
  }

  /** Another console keeps it. */
  private void follow() throws IOException {
    closeFeed();
    tables.check(database, source.name());
    health = PublishedHealth.read(database, Instant.now());
    LockSupport.parkNanos(lookAgainNanos);
  }

  private void closeFeed() {
    if (feed != null) {
      feed.close();
      feed = null;
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

  /**
   * The health that the console which keeps the index writes into it, for those that only read it.
   * Belongs to the thread that keeps it.
   */
  static final class PublishedHealth {
    /** A console that says nothing for so long is not there, or stuck. */
    static final Duration LONGEST_SILENT = Duration.ofMinutes(1);

    private static final Duration EVERY = Duration.ofSeconds(10);

    private IndexHealth noted = IndexHealth.BEGINNING;
    private Instant at = Instant.MIN;

    /** Says it, if it is another than before or some time has passed. */
    void note(ConsoleDatabase database, IndexHealth health, Instant now) {
      if (health.equals(noted) && at.isAfter(now.minus(EVERY))) {
        return;
      }
      Instant away = health.awaySince();
      database.write(
          connection ->
              SqlStatements.run(
                  connection,
                  "UPDATE index_source SET kept_at = ?, is_read = ?, away_since = ?, why = ?,"
                      + " lacks = ?",
                  now.toEpochMilli(),
                  health.isRead() ? 1 : 0,
                  away == null ? null : away.toEpochMilli(),
                  health.why(),
                  health.lacks()));
      noted = health;
      at = now;
    }

    /**
     * Returns what the console that keeps the index has said; away if it has said nothing for a
     * minute.
     */
    static IndexHealth read(ConsoleDatabase database, Instant now) {
      return database
          .read(
              connection ->
                  SqlStatements.first(
                      connection,
                      "SELECT is_read, away_since, why, lacks, kept_at FROM index_source",
                      row -> {
                        boolean isRead = row.getInt(1) == 1;
                        long away = row.getLong(2);
                        Instant since = row.wasNull() ? null : Instant.ofEpochMilli(away);
                        IndexHealth said =
                            new IndexHealth(isRead, since, row.getString(3), row.getString(4));
                        Instant kept = Instant.ofEpochMilli(row.getLong(5));
                        return kept.isBefore(now.minus(LONGEST_SILENT))
                            ? said.failed(kept, "the console that keeps the index says nothing")
                            : said;
                      }))
          .orElse(IndexHealth.BEGINNING);
    }
  }
}
