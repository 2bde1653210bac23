package org.drey.console.triage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drey.console.store.SqlStatements;

/**
 * The changes of a list since it was made.
 *
 * @param newer how many came that would be on it; at most 100 of young people, and 100 others
 * @param urgent how many that are on it are more urgent than they were
 * @param done how many that are on it would not be any more
 */
public record WaitingAlerts(long newer, long urgent, long done) {
  /** A list that is as it would be now. */
  public static final WaitingAlerts NOTHING = new WaitingAlerts(0, 0, 0);

  private static final int MAX_COUNTED = 100;

  /** Columns that a filter reads. */
  private static final String COLUMNS =
      "alert_id, arrived, state, track, urgency, deadline, streams, emitted_at, verdict,"
          + " verdict_time, content";

  /** Without its index: what came since is fewer than all of a track. */
  private static final String LANE = "a.track || '' = ?";

  private static final String OTHERS = "a.track || '' <> ?";

  /** Returns whether it would be another list if it were made now. */
  public boolean isAnything() {
    return newer + urgent + done > 0;
  }

  static WaitingAlerts of(
      Connection connection, ListSnapshot list, AlertFilter.FilterContext around)
      throws SQLException {
    AlertFilter.SqlCondition where = list.filter().where(around);
    Map<String, Integer> now = fitting(connection, list, where);
    long urgent =
        Stream.concat(list.laneRanks().stream(), list.otherRanks().stream())
            .filter(one -> now.getOrDefault(one.alertId(), one.urgency()) < one.urgency())
            .count();
    long newer =
        newer(connection, list, around, new Part(LANE, list.laneRanks(), list.moreLane()))
            + newer(connection, list, around, new Part(OTHERS, list.otherRanks(), list.more()));
    long gone = list.all().stream().filter(id -> !now.containsKey(id)).count();
    long decided = list.all().stream().filter(around.decided()::contains).count();
    boolean isOpen = list.filter().show() == AlertFilter.StateFilter.OPEN;
    return new WaitingAlerts(newer, urgent, isOpen ? gone - decided : gone);
  }

  /** Those listed that still fit, with how urgent they are now. */
  private static Map<String, Integer> fitting(
      Connection connection, ListSnapshot list, AlertFilter.SqlCondition where)
      throws SQLException {
    Map<String, Integer> now = new HashMap<>();
    List<Object> values = new ArrayList<>(list.all());
    values.addAll(where.values());
    SqlStatements.list( // by their ids first: there are more of a state than are listed
        connection,
        "WITH a AS MATERIALIZED (SELECT "
            + COLUMNS
            + " FROM index_alert WHERE alert_id IN ("
            + SqlStatements.marks(list.all().size())
            + ")) SELECT a.alert_id, a.urgency FROM a WHERE "
            + where.text(),
        row -> now.put(row.getString(1), row.getInt(2)),
        values.toArray());
    return now;
  }

  /** The alerts of young people, or the others. */
  private record Part(String track, List<AlertRank> listed, long more) {}

  /** Counts newer alerts: those before the last one of a cut part; those after it wait. */
  private static long newer(
      Connection connection, ListSnapshot list, AlertFilter.FilterContext around, Part part)
      throws SQLException {
    AlertFilter.SqlCondition where = list.filter().where(around);
    List<Object> values = new ArrayList<>(where.values());
    boolean isSame = list.position().indexId().equals(around.indexId());
    values.add(isSame ? list.position().arrived() : -1L);
    values.add(AlertTriage.VICTIM);
    values.addAll(list.all());
    StringBuilder text = new StringBuilder("SELECT 1 FROM index_alert a WHERE ");
    text.append(where.text()).append(" AND a.arrived > ? AND ").append(part.track());
    if (!list.all().isEmpty()) { // NOT IN of nothing finds nothing
      text.append(" AND a.alert_id NOT IN (")
          .append(SqlStatements.marks(list.all().size()))
          .append(')');
    }
    if (part.more() > 0 && !part.listed().isEmpty()) {
      AlertFilter.SqlCondition until =
          part.listed().get(part.listed().size() - 1).until(list.soon());
      text.append(" AND ").append(until.text());
      values.addAll(until.values());
    }
    values.add(MAX_COUNTED);
    return SqlStatements.number(
        connection, "SELECT COUNT(*) FROM (" + text + " LIMIT ?) n", values.toArray());
  }
}
