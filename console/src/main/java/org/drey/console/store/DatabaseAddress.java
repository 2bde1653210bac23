package org.drey.console.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The address of a database. */
interface DatabaseAddress {
  /** Returns what messages call it; without a password. */
  String name();

  /** For the driver. */
  String url();

  /**
   * Returns whether a connection is the one of all to this database that keeps the index; it stays
   * so until it is closed, and this is {@link #release released}.
   */
  boolean isFirst(Connection connection) throws SQLException;

  /** Takes what was deleted out of files beside the tables, as far as the console can. */
  void cutLog(Connection connection) throws SQLException;

  /** Lets another keep the index; called last. */
  void release() throws SQLException;

  /** A new connection; nothing is committed by itself. */
  Connection connect() throws SQLException;
}
