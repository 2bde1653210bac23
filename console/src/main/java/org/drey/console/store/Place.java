package org.drey.console.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a database is. */
interface Place {
  /** What messages call it; without a password. */
  String name();

  /** For the driver. */
  String url();

  /** A new connection; nothing is committed by itself. */
  Connection connect() throws SQLException;
}
