package org.drey.console.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.drey.base.FileTurn;
import org.drey.base.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** A file of SQLite, for its owner alone: it has tokens of people. Used by one thread at a time. */
final class SqliteFile implements DatabaseAddress {
  private static final int BUSY_MILLIS = 10_000;

  private final Path file;
  private final boolean isReadOnly;

  /** Beside the file, whose own locks SQLite would lose if another descriptor of it were closed. */
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
