package org.drey.console.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.WorkErasure;

/**
 * The upkeep of an index, each minute when all is read: it notes when that was, forgets work on
 * alerts that the source no longer has, and cleans the database's log. Belongs to a feed.
 */
final class IndexMaintenance {
  /** So long an alert may be missing, because a source is empty or another one for a while. */
  static final Duration GRACE = Duration.ofDays(7);

  /** Topics keep a deletion for a day; after half of it all is read again, lest one was missed. */
  private static final Duration LONGEST_AWAY = Duration.ofHours(12);

  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final String IDS =
      "SELECT alert_id FROM work_claim UNION SELECT alert_id FROM work_note"
          + " UNION SELECT alert_id FROM work_sent UNION SELECT alert_id FROM index_verdict"
          + " UNION SELECT alert_id FROM work_seen UNION SELECT alert_id FROM work_choice"
          + " UNION SELECT alert_id FROM work_audit_payload WHERE alert_id IS NOT NULL";

  private Instant checked = Instant.EPOCH;
  private Instant noted = Instant.EPOCH;

  /** Returns whether all was read at some time, and that is too long ago to read on from there. */
  static boolean wasAwayTooLong(ConsoleDatabase database, Instant now) {
    long read =
        database.read(
            connection -> SqlStatements.number(connection, "SELECT read_at FROM index_source"));
    return read > 0 && now.isAfter(Instant.ofEpochMilli(read).plus(LONGEST_AWAY));
  }

  /** All is read. */
  void read(ConsoleDatabase database, Instant now) {
    if (now.isAfter(noted.plus(NOTED))) {
      noted = now;
      database.write(
          connection ->
              SqlStatements.run(
                  connection, "UPDATE index_source SET read_at = ?", now.toEpochMilli()));
      if (now.isAfter(checked.plus(EVERY))) {
        checked = now;
        database.write(connection -> forgetGone(connection, now));
      }
      database.cutLog();
    }
  }

  private static void forgetGone(Connection connection, Instant now) throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO work_gone (alert_id, gone_since) SELECT w.alert_id, ? FROM ("
            + IDS
            + ") w WHERE w.alert_id NOT IN (SELECT alert_id FROM index_alert)"
            + " ON CONFLICT (alert_id) DO NOTHING",
        now.toEpochMilli());
    SqlStatements.run(
        connection, "DELETE FROM work_gone WHERE alert_id IN (SELECT alert_id FROM index_alert)");
    List<String> gone =
        SqlStatements.list(
            connection,
            "SELECT alert_id FROM work_gone WHERE gone_since <= ?",
            row -> row.getString(1),
            now.minus(GRACE).toEpochMilli());
    for (String id : gone) {
      SqlStatements.run(connection, "DELETE FROM index_verdict WHERE alert_id = ?", id);
      WorkErasure.forget(connection, id);
      SqlStatements.run(connection, "DELETE FROM work_gone WHERE alert_id = ?", id);
    }
  }
}
