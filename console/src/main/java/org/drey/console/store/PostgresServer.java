package org.drey.console.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/**
 * A database of a PostgreSQL server, for a team.
 *
 * @param url begins with {@link #PREFIX}, and has no password
 */
record PostgresServer(String url, boolean isReadOnly) implements DatabaseAddress {
  static final String PREFIX = "jdbc:postgresql:";

  PostgresServer {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new StoreException(
          "The address of the database has a password, which others on this machine can see. Put it"
              + " into ~/.pgpass, or into the file that PGPASSFILE names.");
    }
  }

  @Override
  public String name() {
    int options = url.indexOf('?');
    return options < 0 ? url : url.substring(0, options);
  }

  @Override
  public boolean isFirst(Connection connection) throws SQLException {
    return SqlStatements.first(
            connection,
            "SELECT pg_try_advisory_lock(hashtext('drey console ' || current_schema()))",
            row -> row.getBoolean(1))
        .orElse(false);
  }

  /** The server's log and its backups are its own. */
  @Override
  public void cutLog(Connection connection) {}

  @Override
  public void release() {
    // The lock goes with its connection.
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, new Properties());
    connection.setReadOnly(isReadOnly);
    connection.setAutoCommit(false);
    return connection;
  }
}
