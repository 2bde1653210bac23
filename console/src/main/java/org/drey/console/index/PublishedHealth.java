package org.drey.console.index;

import java.time.Duration;
import java.time.Instant;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/**
 * The health that the console which keeps the index writes into it, for those that only read it.
 * Belongs to the thread that keeps it.
 */
final class PublishedHealth {
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
