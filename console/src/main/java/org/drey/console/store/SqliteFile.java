package org.drey.console.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/** A file of SQLite, for its owner alone: it has tokens of people. */
record SqliteFile(Path file, boolean isReadOnly) implements Place {
  private static final int BUSY_MILLIS = 10_000;

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
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(
                Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
      }
    } catch (FileAlreadyExistsException e) {
      return; // made before
    }
  }

  /** A file has one console. */
  @Override
  public boolean isFirst(Connection connection) {
    return true;
  }

  @Override
  public Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(isReadOnly);
    config.setBusyTimeout(BUSY_MILLIS);
    if (!isReadOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    }
    Connection connection = config.createConnection(url());
    connection.setAutoCommit(false);
    return connection;
  }
}
