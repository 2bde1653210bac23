package org.drey.console.index;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/** Records that could not be read, so that alerts may be missing, or be shown as they were. */
public final class IndexGaps {
  private static final Pattern ALERT_ID = Pattern.compile("\"alert_id\"\\s*:\\s*\"([0-9a-f]+)\"");

  /** So far into a line its id is looked for, in bytes. */
  private static final int MAX_BEFORE_ID = 4096;

  private final ConsoleDatabase database;

  /**
   * A record that could not be read.
   *
   * @param place the line of the file, or the offset in the partition
   * @param where the same for people, with the file or topic
   * @param alertId null if it is not known, or if it is no alert's
   * @param why fields and expectations, never a value
   */
  public record Gap(
      String topic, int partition, long place, String where, @Nullable String alertId, String why) {
    /** Returns where it is, and why it could not be read. */
    public String words() {
      return where + " (" + why + ")";
    }
  }

  /** Reads an index in a database. */
  public IndexGaps(ConsoleDatabase database) {
    this.database = database;
  }

  /** Returns how many there are. */
  public long count() {
    return database.read(
        connection -> SqlStatements.number(connection, "SELECT COUNT(*) FROM index_gap"));
  }

  /** The newest, at most so many. */
  public List<Gap> newest(int most) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                select("") + " ORDER BY topic, place DESC, part LIMIT ?",
                IndexGaps::gap,
                most));
  }

  /** That of an alert, after which nothing of it was read. */
  public Optional<Gap> of(String alertId) {
    return database.read(
        connection ->
            SqlStatements.first(
                connection, select(" WHERE alert_id = ?"), IndexGaps::gap, alertId));
  }

  private static String select(String which) {
    return "SELECT topic, part, place, shown_as, alert_id, why FROM index_gap" + which;
  }

  private static Gap gap(ResultSet row) throws SQLException {
    return new Gap(
        row.getString(1),
        row.getInt(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  /** Notes one; of an alert the newest stays. */
  static void note(Connection connection, Gap gap) throws SQLException {
    if (gap.alertId() != null) {
      close(connection, gap.alertId());
    }
    SqlStatements.run(
        connection,
        "INSERT INTO index_gap (topic, part, place, shown_as, alert_id, why)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (topic, part, place) DO NOTHING",
        gap.topic(),
        gap.partition(),
        gap.place(),
        gap.where(),
        gap.alertId(),
        gap.why());
  }

  /** An alert was read again. */
  static void close(Connection connection, String alertId) throws SQLException {
    SqlStatements.run(connection, "DELETE FROM index_gap WHERE alert_id = ?", alertId);
  }

  /** Returns of which alert a line of a file is, as far as that can be seen; else null. */
  static @Nullable String alertId(String topic, byte[] line) {
    if (!topic.equals(TopicNames.ALERTS)) {
      return null;
    }
    int length = Math.min(line.length, MAX_BEFORE_ID);
    Matcher found = ALERT_ID.matcher(new String(line, 0, length, StandardCharsets.UTF_8));
    return found.find() ? found.group(1) : null;
  }
}
