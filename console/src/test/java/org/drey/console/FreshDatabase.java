package org.drey.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.drey.console.store.ConsoleDatabase;

/** A new database for a test: a file; with DREY_DATABASE a schema of that server. */
public final class FreshDatabase {
  private FreshDatabase() {}

  /** Opens one, and makes the file or the schema. */
  public static ConsoleDatabase open(Path file) throws IOException {
    return ConsoleDatabase.open(name(file));
  }

  /** The same one, opened by two. */
  public static List<ConsoleDatabase> openTwice(Path file) throws IOException {
    String name = name(file);
    return List.of(ConsoleDatabase.open(name), ConsoleDatabase.open(name));
  }

  private static String name(Path file) throws IOException {
    String server = System.getenv("DREY_DATABASE");
    if (server == null) {
      return file.toString();
    }
    String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(server);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    } catch (SQLException e) {
      throw new IOException("DREY_DATABASE cannot be used", e);
    }
    return server + "&currentSchema=" + schema;
  }
}
