package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/**
 * The last visit of each analyst: of each alert its content, and how far the index was when nothing
 * was left that was not seen.
 */
public final class LastVisits {
  /** The condition that an alert, called a, is not as an analyst has seen it. */
  public static final String UNSEEN =
      "NOT EXISTS (SELECT 1 FROM work_seen s WHERE s.alert_id = a.alert_id AND s.analyst = ?"
          + " AND s.content = a.content)";

  private static final String SEE =
      "INSERT INTO work_seen (alert_id, analyst, content)"
          + " SELECT a.alert_id, ?, a.content FROM index_alert a WHERE a.arrived <= ?";

  private static final String AGAIN =
      " ON CONFLICT (alert_id, analyst) DO UPDATE SET content = excluded.content";

  private final ConsoleDatabase database;

  /**
   * A look.
   *
   * @param at by the console's clock
   * @param indexId which making of the index it was
   * @param arrived how many records had come to it
   * @param emitted when the newest of what was seen was emitted, by the job's clock
   */
  public record LastVisit(Instant at, String indexId, long arrived, Instant emitted) {}

  /** Looks in a database. */
  public LastVisits(ConsoleDatabase database) {
    this.database = database;
  }

  /** The content that the analyst saw of alerts before. */
  public Map<String, SeenContent> seen(String analyst, Collection<String> alertIds) {
    return database.read(
        connection ->
            SqlStatements.byId(
                connection,
                "SELECT alert_id, content FROM work_seen WHERE alert_id IN (%s) AND analyst = ?",
                row -> SeenContent.parse(row.getString(2)),
                alertIds,
                analyst));
  }

  /** The analyst begins: all that is there is as it is, and what changes from now on is marked. */
  public void begin(String analyst, LastVisit look) {
    database.write(connection -> all(connection, analyst, look));
  }

  private static void all(Connection connection, String analyst, LastVisit look)
      throws SQLException {
    SqlStatements.run(connection, SEE + AGAIN, analyst, look.arrived());
    write(connection, analyst, look);
  }

  /**
   * The analyst has seen some alerts; those that have changed since the list was made are not among
   * them. If no others are left, all is seen.
   *
   * @param last the look before
   * @param look how far the index was when the list was made
   */
  public void looked(String analyst, LastVisit last, LastVisit look, Collection<String> alertIds) {
    database.write(
        connection -> {
          List<Object> values = new ArrayList<>(List.of(analyst, look.arrived()));
          values.addAll(alertIds);
          SqlStatements.run(
              connection,
              SEE + " AND a.alert_id IN (" + SqlStatements.marks(alertIds.size()) + ")" + AGAIN,
              values.toArray());
          boolean isSame = last.indexId().equals(look.indexId());
          long left =
              SqlStatements.number(
                  connection,
                  "SELECT COUNT(*) FROM index_alert a WHERE "
                      + (isSame ? "a.arrived > ?" : "a.emitted_at > ?")
                      + " AND a.arrived <= ? AND "
                      + UNSEEN,
                  isSame ? last.arrived() : last.emitted().toEpochMilli(),
                  look.arrived(),
                  analyst);
          if (left == 0) {
            all(connection, analyst, look);
          } else {
            write(
                connection,
                analyst,
                new LastVisit(look.at(), last.indexId(), last.arrived(), last.emitted()));
          }
        });
  }

  private static void write(Connection connection, String analyst, LastVisit look)
      throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO work_look (analyst, looked_at, index_id, arrived, emitted_at)"
            + " VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (analyst) DO UPDATE SET looked_at = excluded.looked_at,"
            + " index_id = excluded.index_id, arrived = excluded.arrived,"
            + " emitted_at = excluded.emitted_at",
        analyst,
        look.at().toEpochMilli(),
        look.indexId(),
        look.arrived(),
        look.emitted().toEpochMilli());
  }

  /** The last look; empty before the first. */
  public Optional<LastVisit> last(String analyst) {
    return database.read(
        connection ->
            SqlStatements.first(
                connection,
                "SELECT looked_at, index_id, arrived, emitted_at FROM work_look WHERE analyst = ?",
                row ->
                    new LastVisit(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        row.getLong(3),
                        Instant.ofEpochMilli(row.getLong(4))),
                analyst));
  }
}
