package org.drey.console.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.drey.console.audit.AuditLog;
import org.drey.console.store.SqlStatements;

/** Takes an alert that is gone, by retention or erasure, out of what analysts did. */
public final class WorkErasure {
  /** Tables of what analysts did on an alert, with the column of its time. */
  private static final Map<String, String> TABLES =
      Map.of(
          "work_claim", "claimed_at",
          "work_note", "noted_at",
          "work_sent", "verdict_time",
          "work_choice", "chosen_at");

  private WorkErasure() {}

  /** Forgets claims, notes, verdicts that were sent, and what the audit has of an alert. */
  public static void forget(Connection connection, String alertId) throws SQLException {
    forget(connection, alertId, Long.MAX_VALUE);
  }

  /** Forgets what was done on an alert up to a time, in milliseconds since 1970. */
  public static void forget(Connection connection, String alertId, long until) throws SQLException {
    for (Map.Entry<String, String> one : TABLES.entrySet()) {
      SqlStatements.run(
          connection,
          "DELETE FROM " + one.getKey() + " WHERE alert_id = ? AND " + one.getValue() + " <= ?",
          alertId,
          until);
    }
    SqlStatements.run(connection, "DELETE FROM work_seen WHERE alert_id = ?", alertId);
    AuditLog.erase(connection, alertId, until);
  }

  /** Takes a token out of what analysts wrote, regardless of the alert that they wrote it on. */
  public static void forgetToken(Connection connection, String token) throws SQLException {
    Pattern word = word(token);
    List<Map.Entry<String, String>> notes =
        SqlStatements.list(
            connection,
            "SELECT note_id, note FROM work_note WHERE LOWER(note) LIKE ? ESCAPE '!'",
            row -> Map.entry(row.getString(1), row.getString(2)),
            containing(token));
    for (Map.Entry<String, String> one : notes) {
      SqlStatements.run(
          connection,
          "UPDATE work_note SET note = ? WHERE note_id = ?",
          without(word, one.getValue()),
          one.getKey());
    }
    forgetViews(connection, token, word);
    AuditLog.eraseNaming(connection, token, word);
  }

  private static void forgetViews(Connection connection, String token, Pattern word)
      throws SQLException {
    List<Map.Entry<String, String>> views =
        SqlStatements.list(
            connection,
            "SELECT analyst, name FROM work_view WHERE LOWER(name) LIKE ? ESCAPE '!'",
            row -> Map.entry(row.getString(1), row.getString(2)),
            containing(token));
    for (Map.Entry<String, String> one : views) {
      String analyst = one.getKey();
      String name = one.getValue();
      SqlStatements.run(
          connection,
          "INSERT INTO work_view (analyst, name, query)"
              + " SELECT analyst, ?, query FROM work_view WHERE analyst = ? AND name = ?"
              + " ON CONFLICT (analyst, name) DO NOTHING",
          without(word, name),
          analyst,
          name);
      SqlStatements.run(
          connection,
          "DELETE FROM work_view WHERE analyst = ? AND name = ? AND name <> ?",
          analyst,
          name,
          without(word, name));
    }
  }

  private static String without(Pattern word, String text) {
    return word.matcher(text).replaceAll("erased");
  }

  private static String containing(String token) {
    return SqlStatements.containing(token.toLowerCase(Locale.ROOT));
  }

  /** A token that is not a part of another; analysts may have written it in capitals. */
  private static Pattern word(String token) {
    String other = "[\\p{L}\\p{N}_-]";
    return Pattern.compile(
        "(?<!" + other + ")" + Pattern.quote(token) + "(?!" + other + ")",
        Pattern.CASE_INSENSITIVE);
  }
}
