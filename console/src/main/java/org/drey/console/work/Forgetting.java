package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.drey.console.audit.AuditLog;
import org.drey.console.store.Sql;

/** Takes an alert that is gone, by retention or erasure, out of what analysts did. */
public final class Forgetting {
  private static final List<String> TABLES =
      List.of("work_claim", "work_note", "work_sent", "work_seen");

  private Forgetting() {}

  /** Forgets claims, notes, verdicts that were sent, and what the audit has of an alert. */
  public static void forget(Connection connection, String alertId) throws SQLException {
    for (String table : TABLES) {
      Sql.run(connection, "DELETE FROM " + table + " WHERE alert_id = ?", alertId);
    }
    AuditLog.erase(connection, alertId);
  }
}
