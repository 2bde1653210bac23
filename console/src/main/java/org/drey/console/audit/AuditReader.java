package org.drey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Entries of the audit, to be read by a person. */
public final class AuditReader {
  /** The action of one who had the page of an alert. */
  public static final String LOOK = "look";

  /** Actions on data about people, by analysts and by the console itself. */
  public static final List<String> ACCESSES =
      List.of(LOOK, "holder", AuditLog.SEARCH, "hand-on-preview", "hand-on", AuditEntry.ERASE);

  /** Fields that say nothing to a reader. */
  private static final Set<String> HASHED =
      Set.of(AuditLog.SALT, SearchedToken.SALT, SearchedToken.HASH);

  private static final JsonMapper JSON = new JsonMapper();

  private final ConsoleDatabase database;

  /**
   * An entry.
   *
   * @param alertId null if it is about none, or that is gone
   * @param details what it was about; "erased" if that is gone
   */
  public record Line(
      long entry,
      Instant at,
      String actor,
      String action,
      @Nullable String alertId,
      String details) {}

  /** Reads the audit in a database. */
  public AuditReader(ConsoleDatabase database) {
    this.database = database;
  }

  /** Those before an entry, the newest first; at most so many. */
  public List<Line> before(long entry, int most) {
    return before(entry, most, "");
  }

  /** The same of {@link #ACCESSES} alone. */
  public List<Line> accessesBefore(long entry, int most) {
    return before(entry, most, " AND a.action IN ('" + String.join("', '", ACCESSES) + "')");
  }

  private List<Line> before(long entry, int most, String which) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT a.entry, a.at, a.actor, a.action, p.alert_id, p.payload FROM work_audit a"
                    + " LEFT JOIN work_audit_payload p ON p.entry = a.entry"
                    + " WHERE a.entry < ?"
                    + which
                    + " ORDER BY a.entry DESC LIMIT ?",
                row ->
                    new Line(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        details(row.getString(6))),
                entry,
                most));
  }

  /** Without salts and hashes. */
  private static String details(@Nullable String payload) {
    if (payload == null) {
      return "erased";
    }
    try {
      StringJoiner words = new StringJoiner(", ");
      ((ObjectNode) JSON.readTree(payload))
          .properties()
          .forEach(
              one -> {
                if (!HASHED.contains(one.getKey())) {
                  words.add(word(one.getKey(), one.getValue().asText()));
                }
              });
      return words.toString();
    } catch (JsonProcessingException | ClassCastException e) {
      return "not what was written";
    }
  }

  private static String word(String key, String value) {
    return switch (key) {
      case "filter" -> value.isEmpty() ? "no filter" : "filter " + value;
      case "listed" -> value.equals("1") ? "1 alert listed" : value + " alerts listed";
      case "may" -> "may " + value.toLowerCase(Locale.ROOT).replace(" ", ", ").replace('_', ' ');
      default -> key + " " + value;
    };
  }
}
