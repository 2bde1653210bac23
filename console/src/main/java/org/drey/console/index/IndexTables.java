package org.drey.console.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.drey.base.Sha256Digests;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;

/** The tables of the index: rebuilt if they are of another form or another source. */
final class IndexTables {
  private static final String FILE = "/console/index.sql";
  private static final String[] TABLES = {"TABLE"};
  private static final Pattern STATEMENT_END = Pattern.compile(";");

  private final String statements;

  private IndexTables(String statements) {
    this.statements = statements;
  }

  static IndexTables read() {
    try (InputStream in = IndexTables.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + FILE);
      }
      return new IndexTables(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", ""));
    } catch (IOException e) {
      throw new IllegalStateException("cannot be read from the jar: " + FILE, e);
    }
  }

  /** Leaves tables for a source: those that there are, if they are of it and of this form. */
  void prepare(ConsoleDatabase database, String source) {
    database.write(
        connection -> {
          if (!isOf(connection, source)) {
            make(connection, source);
          }
        });
  }

  /**
   * Checks what another console keeps, which is never changed here.
   *
   * @throws IOException if it is of another source or another form; says which, and what to do
   */
  void check(ConsoleDatabase database, String source) throws IOException {
    String other =
        database
            .read(
                connection ->
                    tables(connection).contains("index_source")
                        ? SqlStatements.first(
                            connection,
                            "SELECT name, schema_hash FROM index_source",
                            row -> difference(row.getString(1), row.getString(2), source))
                        : Optional.of("no index yet"))
            .orElse("no index yet");
    if (!other.isEmpty()) {
      throw new IOException(
          database.name()
              + " has "
              + other
              + ", and another console that runs keeps it. Name another database, or end that"
              + " console.");
    }
  }

  /** Empty if there is none. */
  private String difference(String name, String hash, String source) {
    if (!name.equals(source)) {
      return "the index of " + name;
    }
    return hash.equals(hash()) ? "" : "an index of another version";
  }

  /** Returns which making of the index it is. */
  static String id(ConsoleDatabase database) {
    return database.read(
        connection ->
            SqlStatements.first(
                    connection, "SELECT index_id FROM index_source", row -> row.getString(1))
                .orElse(""));
  }

  /** Throws all of it away. */
  void remake(ConsoleDatabase database, String source) {
    database.write(connection -> make(connection, source));
  }

  private boolean isOf(Connection connection, String source) throws SQLException {
    return tables(connection).contains("index_source")
        && SqlStatements.number(
                connection,
                "SELECT COUNT(*) FROM index_source WHERE name = ? AND schema_hash = ?",
                source,
                hash())
            == 1;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", TABLES)) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        if (name.startsWith("index_")) {
          tables.add(name);
        }
      }
    }
    return tables;
  }

  private void make(Connection connection, String source) throws SQLException {
    for (String table : tables(connection)) {
      SqlStatements.run(connection, "DROP TABLE \"" + table + '"');
    }
    for (String statement : STATEMENT_END.split(statements, -1)) {
      if (!statement.isBlank()) {
        SqlStatements.run(connection, statement);
      }
    }
    SqlStatements.run(
        connection,
        "INSERT INTO index_source (name, schema_hash, index_id, read_at, arrived,"
            + " kept_at, is_read) VALUES (?, ?, ?, 0, 0, ?, 0)",
        source,
        hash(),
        UUID.randomUUID().toString(),
        System.currentTimeMillis());
  }

  private String hash() {
    return HexFormat.of().formatHex(Sha256Digests.sha256(statements));
  }
}
