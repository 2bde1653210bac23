package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/** Filters of the queue under names, each for the analyst who saved it. */
public final class SavedViews {
  /** The most that an analyst has. */
  public static final int MAX = 20;

  /** The longest name, in characters. */
  public static final int MAX_NAME = 40;

  private final ConsoleDatabase database;

  /**
   * A view.
   *
   * @param query the parameters of its list
   */
  public record View(String name, String query) {}

  /** Views in a database. */
  public SavedViews(ConsoleDatabase database) {
    this.database = database;
  }

  /**
   * Saves a view, in place of one of the same name.
   *
   * @return whether it is kept; an analyst who has {@link #MAX} others has no room for it
   */
  public boolean save(String analyst, View view) {
    return database.writeAndReturn(
        connection -> {
          boolean isKept = others(connection, analyst, view.name()) < MAX;
          if (isKept) {
            SqlStatements.run(
                connection,
                "INSERT INTO work_view (analyst, name, query) VALUES (?, ?, ?)"
                    + " ON CONFLICT (analyst, name) DO UPDATE SET query = excluded.query",
                analyst,
                view.name(),
                view.query());
          }
          return isKept;
        });
  }

  private static long others(Connection connection, String analyst, String name)
      throws SQLException {
    return SqlStatements.number(
        connection,
        "SELECT COUNT(*) FROM work_view WHERE analyst = ? AND name <> ?",
        analyst,
        name);
  }

  /** Deletes a view; one that is not there is deleted, too. */
  public void delete(String analyst, String name) {
    database.write(
        connection ->
            SqlStatements.run(
                connection, "DELETE FROM work_view WHERE analyst = ? AND name = ?", analyst, name));
  }

  /** Those of an analyst, by name. */
  public List<View> of(String analyst) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT name, query FROM work_view WHERE analyst = ? ORDER BY name",
                row -> new View(row.getString(1), row.getString(2)),
                analyst));
  }
}
