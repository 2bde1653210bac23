package org.drey.console.work;

import java.time.Instant;
import java.util.Optional;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;

/** When each analyst last said that all of the list was looked at. */
public final class Looks {
  private final Database database;

  /**
   * A look.
   *
   * @param at by the console's clock
   * @param indexId which making of the index it was
   * @param arrived how many records had come to it
   * @param emitted when the newest of what was seen was emitted, by the job's clock
   */
  public record Look(Instant at, String indexId, long arrived, Instant emitted) {}

  /** Looks in a database. */
  public Looks(Database database) {
    this.database = database;
  }

  /** The analyst has looked. */
  public void looked(String analyst, Look look) {
    database.write(
        connection ->
            Sql.run(
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
                look.emitted().toEpochMilli()));
  }

  /** The last look; empty before the first. */
  public Optional<Look> last(String analyst) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT looked_at, index_id, arrived, emitted_at FROM work_look WHERE analyst = ?",
                row ->
                    new Look(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        row.getLong(3),
                        Instant.ofEpochMilli(row.getLong(4))),
                analyst));
  }
}
