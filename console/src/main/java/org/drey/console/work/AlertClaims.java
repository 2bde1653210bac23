package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/**
 * The analysts who work on alerts, so that no two do the same. A claim ends with the episode: when
 * the alert is no longer open.
 */
public final class AlertClaims {
  private final ConsoleDatabase database;

  /** Claims in a database. */
  public AlertClaims(ConsoleDatabase database) {
    this.database = database;
  }

  /** Takes an alert; returns whose it is then: of two at once, one wins. */
  public String claim(String alertId, String analyst, Instant now) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "INSERT INTO work_claim (alert_id, analyst, claimed_at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (alert_id) DO NOTHING",
                alertId,
                analyst,
                now.toEpochMilli()));
    return of(alertId).orElse(analyst);
  }

  /**
   * Takes an alert over from the one whose it is; returns whose it is then, which is not the
   * analyst's if it was no longer theirs.
   */
  public String takeOver(String alertId, String from, String analyst, Instant now) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "UPDATE work_claim SET analyst = ?, claimed_at = ? WHERE alert_id = ?"
                    + " AND analyst = ?",
                analyst,
                now.toEpochMilli(),
                alertId,
                from));
    return claim(alertId, analyst, now);
  }

  /** Ends the claims of alerts that a revision of a time says are no longer open. */
  public static void end(Connection connection, String alertId, Instant time) throws SQLException {
    SqlStatements.run(
        connection,
        "DELETE FROM work_claim WHERE alert_id = ? AND claimed_at <= ?",
        alertId,
        time.toEpochMilli());
  }

  /** Gives an alert back, if it is the analyst's. */
  public void release(String alertId, String analyst) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "DELETE FROM work_claim WHERE alert_id = ? AND analyst = ?",
                alertId,
                analyst));
  }

  /** Returns whose an alert is. */
  public Optional<String> of(String alertId) {
    return database.read(
        connection ->
            SqlStatements.first(
                connection,
                "SELECT analyst FROM work_claim WHERE alert_id = ?",
                row -> row.getString(1),
                alertId));
  }

  /** Returns whose these are, of those that are claimed. */
  public Map<String, String> of(Collection<String> alertIds) {
    return database.read(
        connection ->
            SqlStatements.byId(
                connection,
                "SELECT alert_id, analyst FROM work_claim WHERE alert_id IN (%s)",
                row -> row.getString(2),
                alertIds));
  }
}
