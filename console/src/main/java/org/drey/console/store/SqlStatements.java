package org.drey.console.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with values; never with values in their text. */
public final class SqlStatements {
  private SqlStatements() {}

  /** Reads a row. */
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** All rows of a query. */
  public static <T> List<T> list(
      Connection connection, String query, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, query, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(mapper.map(rows));
      }
      return all;
    }
  }

  /** The first row of a query. */
  public static <T> Optional<T> first(
      Connection connection, String query, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, query, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
    }
  }

  /**
   * The rows of a query by the text that comes first in each; of several with the same text the
   * first.
   *
   * @param query with {@code IN (%s)} where the ids go, before all other values
   */
  public static <T> Map<String, T> byId(
      Connection connection,
      String query,
      Mapper<T> mapper,
      Collection<String> ids,
      Object... values)
      throws SQLException {
    List<Object> all = new ArrayList<>(ids);
    all.addAll(List.of(values));
    Map<String, T> found = new HashMap<>();
    list(
        connection,
        query.formatted(marks(ids.size())),
        row -> found.putIfAbsent(row.getString(1), mapper.map(row)) == null,
        all.toArray());
    return found;
  }

  /** The number that a query returns; 0 if there is none. */
  public static long number(Connection connection, String query, @Nullable Object... values)
      throws SQLException {
    return first(connection, query, row -> row.getLong(1), values).orElse(0L);
  }

  /** Writes; returns how many rows. */
  public static int run(Connection connection, String statement, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement prepared = prepared(connection, statement, values)) {
      return prepared.executeUpdate();
    }
  }

  private static PreparedStatement prepared(
      Connection connection, String text, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, kept(values[i]));
    }
    return statement;
  }

  /** PostgreSQL keeps no text with a null character. */
  private static @Nullable Object kept(@Nullable Object value) {
    return value instanceof String text ? text.replace('\0', '\uFFFD') : value;
  }

  /** The pattern of what contains a text, for {@code LIKE ? ESCAPE '!'}. */
  public static String containing(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  /** As many question marks as there are values, for {@code IN (…)}, where none find nothing. */
  public static String marks(int count) {
    return count == 0 ? "NULL" : String.join(", ", Collections.nCopies(count, "?"));
  }
}
