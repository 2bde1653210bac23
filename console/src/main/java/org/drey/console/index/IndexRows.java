package org.drey.console.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.drey.console.store.SqlStatements;
import org.drey.event.Case;
import org.drey.event.CaseMember;

/** Rows of the index that belong together. */
final class IndexRows {
  private static final List<String> OF_ALERTS =
      List.of("index_alert", "index_revision", "index_verdict", "index_case_member", "index_gap");

  private IndexRows() {}

  static void removeAlert(Connection connection, String alertId) throws SQLException {
    for (String table : OF_ALERTS) {
      SqlStatements.run(connection, "DELETE FROM " + table + " WHERE alert_id = ?", alertId);
    }
  }

  static void removeCase(Connection connection, String caseId) throws SQLException {
    SqlStatements.run(connection, "DELETE FROM index_case WHERE case_id = ?", caseId);
    SqlStatements.run(connection, "DELETE FROM index_case_member WHERE case_id = ?", caseId);
  }

  /** The members of a case are those that its record has. */
  static void setMembers(Connection connection, Case star) throws SQLException {
    SqlStatements.run(
        connection, "DELETE FROM index_case_member WHERE case_id = ?", star.getCaseId());
    for (CaseMember member : star.getMembers()) {
      SqlStatements.run(
          connection,
          "INSERT INTO index_case_member (case_id, alert_id) VALUES (?, ?)"
              + " ON CONFLICT (case_id, alert_id) DO NOTHING",
          star.getCaseId(),
          member.getAlertId());
    }
  }
}
