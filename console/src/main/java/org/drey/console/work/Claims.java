package org.drey.console.work;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;

/** Who works on which alert, so that no two do the same. */
public final class Claims {
  private final Database database;

  /** Claims in a database. */
  public Claims(Database database) {
    this.database = database;
  }

  /** Takes an alert; returns whose it is then: of two at once, one wins. */
  public String claim(String alertId, String analyst, Instant now) {
    database.write(
        connection ->
            Sql.run(
                connection,
                "INSERT INTO work_claim (alert_id, analyst, claimed_at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (alert_id) DO NOTHING",
                alertId,
                analyst,
                now.toEpochMilli()));
    return of(alertId).orElse(analyst);
  }

  /** Gives an alert back, if it is the analyst's. */
  public void release(String alertId, String analyst) {
    database.write(
        connection ->
            Sql.run(
                connection,
                "DELETE FROM work_claim WHERE alert_id = ? AND analyst = ?",
                alertId,
                analyst));
  }

  /** Whose an alert is. */
  public Optional<String> of(String alertId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT analyst FROM work_claim WHERE alert_id = ?",
                row -> row.getString(1),
                alertId));
  }

  /** Whose these are, of those that are claimed. */
  public Map<String, String> of(Collection<String> alertIds) {
    List<String> ids = List.copyOf(alertIds);
    Map<String, String> claims = new HashMap<>();
    database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT alert_id, analyst FROM work_claim WHERE alert_id IN ("
                    + Sql.marks(ids.size())
                    + ")",
                row -> claims.put(row.getString(1), row.getString(2)),
                ids.toArray()));
    return claims;
  }
}
