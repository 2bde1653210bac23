package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.console.audit.AuditLog;
import org.drey.console.store.Sql;

/** Takes an alert that is gone, by retention or erasure, out of what analysts did. */
public final class Forgetting {
  /** What analysts did on an alert, and when. */
  private static final Map<String, String> TABLES =
      Map.of("work_claim", "claimed_at", "work_note", "noted_at", "work_sent", "verdict_time");

  private Forgetting() {}

  /** Forgets claims, notes, verdicts that were sent, and what the audit has of an alert. */
  public static void forget(Connection connection, String alertId) throws SQLException {
    forget(connection, alertId, Long.MAX_VALUE);
  }

  /** Forgets what was done on an alert up to a time, in milliseconds since 1970. */
  public static void forget(Connection connection, String alertId, long until) throws SQLException {
    for (Map.Entry<String, String> one : TABLES.entrySet()) {
      Sql.run(
          connection,
          "DELETE FROM " + one.getKey() + " WHERE alert_id = ? AND " + one.getValue() + " <= ?",
          alertId,
          until);
    }
    Sql.run(connection, "DELETE FROM work_seen WHERE alert_id = ?", alertId);
    AuditLog.erase(connection, alertId, until);
  }

  /** Takes a token out of what analysts wrote, regardless of the alert that they wrote it on. */
  public static void forgetToken(Connection connection, String token) throws SQLException {
    Pattern word = word(token);
    List<Map.Entry<String, String>> notes =
        Sql.list(
            connection,
            "SELECT note_id, note FROM work_note WHERE note LIKE ? ESCAPE '!'",
            row -> Map.entry(row.getString(1), row.getString(2)),
            Sql.containing(token));
    for (Map.Entry<String, String> one : notes) {
      String without = word.matcher(one.getValue()).replaceAll(Matcher.quoteReplacement("erased"));
      Sql.run(connection, "UPDATE work_note SET note = ? WHERE note_id = ?", without, one.getKey());
    }
    AuditLog.eraseNaming(connection, token, word);
  }

  /** A token that is not a part of another. */
  private static Pattern word(String token) {
    String other = "[\\p{L}\\p{N}_-]";
    return Pattern.compile("(?<!" + other + ")" + Pattern.quote(token) + "(?!" + other + ")");
  }
}
