package org.drey.console.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.drey.base.FileTurn;
import org.drey.base.OwnerOnly;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * A database, a file of SQLite or one of a PostgreSQL server: tables {@code work_*}, which are
 * migrated, and {@code index_*}, which are thrown away when they are of another source or form. One
 * connection, used by one thread at a time, and opened again when it is lost; what is written in
 * one call is written whole or not at all.
 */
public final class ConsoleDatabase implements AutoCloseable {
  private static final int VALID_SECONDS = 2;

  private final DatabaseAddress place;
  private @Nullable Connection connection;

  /** True if the present connection keeps the index. */
  private boolean isFirst;

  /** Something done with the connection. */
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Something written. */
  public interface Change {
    void run(Connection connection) throws SQLException;
  }

  private ConsoleDatabase(DatabaseAddress place) {
    this.place = place;
  }

  /** Returns what messages call it; without a password. */
  public String name() {
    return place.name();
  }

  /** Returns whether a name is an address of a server; else it is a file. */
  public static boolean isServer(String name) {
    return name.startsWith(PostgresServer.PREFIX);
  }

  /**
   * Opens a database: of a server, or a file, which is made if it is not there.
   *
   * @param name {@code jdbc:postgresql://HOST/NAME?user=…} or a file
   * @throws IOException if the file cannot be made
   * @throws StoreException if it is no such database, of a newer version, or away
   */
  public static ConsoleDatabase open(String name) throws IOException {
    return isServer(name) ? open(new PostgresServer(name, false)) : open(Path.of(name));
  }

  /**
   * Opens a file, and makes it if it is not there.
   *
   * @throws IOException if it cannot be made
   * @throws StoreException if it is no such database, or of a newer version
   */
  public static ConsoleDatabase open(Path file) throws IOException {
    SqliteFile place = new SqliteFile(file, false);
    place.create();
    return open(place);
  }

  private static ConsoleDatabase open(DatabaseAddress place) {
    try {
      Flyway.configure()
          .dataSource(place.url(), null, null)
          .locations("classpath:console/migrations")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          place.name() + " cannot be used as the console's database: " + e.getMessage(), e);
    }
    return new ConsoleDatabase(place);
  }

  /** Opens a database that is there, to read it, as it is. */
  public static ConsoleDatabase openToRead(String name) {
    return new ConsoleDatabase(
        isServer(name) ? new PostgresServer(name, true) : new SqliteFile(Path.of(name), true));
  }

  /**
   * Copies a file, as it is at one moment, also while it is in use; the copy is for its owner
   * alone.
   *
   * @throws IOException if the copy cannot be made
   * @throws StoreException if it is no such database, or cannot be read
   */
  public static void copy(Path file, Path copy) throws IOException {
    new SqliteFile(copy, false).create();
    try (Connection connection = new SqliteFile(file, true).connect()) {
      connection.setAutoCommit(true);
      SqlStatements.run(connection, "VACUUM INTO ?", copy.toString());
    } catch (SQLException e) {
      throw new StoreException(file + " cannot be copied to " + copy + ": " + e.getMessage(), e);
    }
  }

  /** Reads. */
  public synchronized <T> T read(Work<T> work) {
    try {
      Connection used = connected();
      T result = work.run(used);
      used.rollback(); // ends what was read, so that the log can be shortened
      return result;
    } catch (SQLException e) {
      undo(e);
      throw new StoreException(place.name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns whether this console is the one of all on this database that keeps the index. */
  public synchronized boolean keepsIndex() {
    if (!isFirst) {
      isFirst = read(place::isFirst);
    }
    return isFirst;
  }

  /** Writes, and waits until the disk has it. */
  public void write(Change change) {
    writeAndReturn(
        connection -> {
          change.run(connection);
          return true;
        });
  }

  /** As {@link #write}; returns what the work does. */
  public synchronized <T> T writeAndReturn(Work<T> work) {
    boolean isDone = false;
    try {
      Connection used = connected();
      T result = work.run(used);
      used.commit();
      isDone = true;
      return result;
    } catch (SQLException e) {
      throw new StoreException(place.name() + " cannot be written: " + e.getMessage(), e);
    } finally {
      if (!isDone) {
        undo(null);
      }
    }
  }

  /** Takes what was deleted out of what the database keeps beside its tables. */
  public synchronized void cutLog() {
    try {
      place.cutLog(connected());
    } catch (SQLException e) {
      undo(e);
      throw new StoreException(place.name() + " cannot be written: " + e.getMessage(), e);
    }
  }

  private Connection connected() throws SQLException {
    Connection present = connection;
    if (present == null) {
      present = place.connect();
      connection = present;
    }
    return present;
  }

  /** Leaves nothing half done; a connection that is lost is opened again by the next call. */
  private void undo(@Nullable Exception why) {
    Connection used = connection;
    if (used == null) {
      return;
    }
    try {
      used.rollback();
      if (used.isValid(VALID_SECONDS)) {
        return;
      }
    } catch (SQLException e) {
      if (why != null) {
        why.addSuppressed(e);
      }
    }
    connection = null;
    isFirst = false;
    try {
      used.close();
    } catch (SQLException e) {
      if (why != null) {
        why.addSuppressed(e);
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (connection != null) {
        connection.close();
      }
      place.release();
    } catch (SQLException e) {
      throw new StoreException(place.name() + " cannot be closed: " + e.getMessage(), e);
    }
  }

  /**
   * A database of a PostgreSQL server, for a team.
   *
   * @param url begins with {@link #PREFIX}, and has no password
   */
  private record PostgresServer(String url, boolean isReadOnly) implements DatabaseAddress {
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

  /**
   * A file of SQLite, for its owner alone: it has tokens of people. Used by one thread at a time.
   */
  private static final class SqliteFile implements DatabaseAddress {
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;
    private final boolean isReadOnly;

    /**
     * Beside the file, whose own locks SQLite would lose if another descriptor of it were closed.
     */
    private @Nullable FileTurn turn;

    SqliteFile(Path file, boolean isReadOnly) {
      this.file = file;
      this.isReadOnly = isReadOnly;
    }

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public String url() {
      return "jdbc:sqlite:" + file;
    }

    /** Makes the file if it is not there. */
    void create() throws IOException {
      try {
        Files.createFile(file, OwnerOnly.attributes(file));
      } catch (FileAlreadyExistsException e) {
        return; // made before
      }
    }

    @Override
    public boolean isFirst(Connection connection) throws SQLException {
      try {
        if (turn == null) {
          turn = new FileTurn(file.toRealPath().resolveSibling(file.getFileName() + ".lock"));
        }
        return turn.take();
      } catch (IOException e) {
        throw new SQLException("the lock beside it cannot be had: " + e.getMessage(), e);
      }
    }

    @Override
    public void release() throws SQLException {
      try {
        if (turn != null) {
          turn.close();
        }
      } catch (IOException e) {
        throw new SQLException("the lock beside it cannot be given back: " + e.getMessage(), e);
      }
    }

    @Override
    public Connection connect() throws SQLException {
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(isReadOnly);
      config.setBusyTimeout(BUSY_MILLIS);
      if (!isReadOnly) {
        // Else what was deleted stays in the file until its page is used again.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      }
      Connection connection = config.createConnection(url());
      connection.setAutoCommit(false);
      return connection;
    }

    /** The log has pages as they were before, until it is begun again. */
    @Override
    public void cutLog(Connection connection) throws SQLException {
      connection.setAutoCommit(true); // not within a transaction
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      } finally {
        connection.setAutoCommit(false);
      }
    }
  }

  /** The address of a database. */
  private interface DatabaseAddress {
    /** Returns what messages call it; without a password. */
    String name();

    /** For the driver. */
    String url();

    /**
     * Returns whether a connection is the one of all to this database that keeps the index; it
     * stays so until it is closed, and this is {@link #release released}.
     */
    boolean isFirst(Connection connection) throws SQLException;

    /** Takes what was deleted out of files beside the tables, as far as the console can. */
    void cutLog(Connection connection) throws SQLException;

    /** Lets another keep the index; called last. */
    void release() throws SQLException;

    /** A new connection; nothing is committed by itself. */
    Connection connect() throws SQLException;
  }
}
