package org.drey.console.triage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.console.index.AlertIndex;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;
import org.drey.console.work.AlertContent;
import org.drey.console.work.Looks;
import org.drey.event.Case;

/** What comes first, and what hangs together. */
public final class Triage {
  /** A list has at most so many alerts of young people, and so many others. */
  static final int MAX_LISTED = 100;

  private static final String ORDER =
      " ORDER BY a.urgency, a.due_order, a.score DESC, a.alert_id LIMIT ?";
  private static final String VICTIM = "VICTIM";

  /** What is overdue, or due within this time, comes before what is not. */
  private static final Duration CANNOT_WAIT = Duration.ofHours(1);

  private final Database database;
  private final AlertIndex index;
  private final Looks looks;

  /**
   * What is open, in numbers.
   *
   * @param noon how many are due before the next noon, overdue ones too
   * @param eyes how many wait for this analyst as the second one
   */
  public record Overview(long open, long overdue, long noon, long eyes, long mine) {}

  /** Triage of the alerts of an index. */
  public Triage(Database database, AlertIndex index) {
    this.database = database;
    this.index = index;
    this.looks = new Looks(database);
  }

  /** A list, made now. */
  public Snapshot list(Filter filter, Filter.Around around) {
    Filter.Where where = filter.where(around);
    return database.read(
        connection -> {
          Map<String, Integer> urgency = new HashMap<>();
          long soon = around.now().plus(CANNOT_WAIT).toEpochMilli();
          List<String> lane = ids(connection, where, "a.track = ?", soon, urgency);
          List<String> others = ids(connection, where, "a.track <> ?", soon, urgency);
          long all = count(connection, where);
          return new Snapshot(
              filter,
              lane,
              others,
              AlertIndex.position(connection),
              all - lane.size() - others.size(),
              urgency);
        });
  }

  /** What cannot wait, then the others, each in their order. */
  private static List<String> ids(
      Connection connection,
      Filter.Where where,
      String track,
      long soon,
      Map<String, Integer> urgency)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    for (String part : List.of(" AND ", " AND NOT ")) {
      List<Object> values = new ArrayList<>(where.values());
      values.addAll(List.of(VICTIM, soon, MAX_LISTED - ids.size()));
      ids.addAll(
          Sql.list(
              connection,
              "SELECT a.alert_id, a.urgency FROM index_alert a WHERE "
                  + where.text()
                  + " AND "
                  + track
                  + part
                  + "(a.state = 'OPEN' AND a.due_order <= ?)"
                  + ORDER,
              row -> {
                urgency.put(row.getString(1), row.getInt(2));
                return row.getString(1);
              },
              values.toArray()));
      if (ids.size() == MAX_LISTED) {
        break;
      }
    }
    return ids;
  }

  private static long count(Connection connection, Filter.Where where) throws SQLException {
    return Sql.number(
        connection,
        "SELECT COUNT(*) FROM index_alert a WHERE " + where.text(),
        where.values().toArray());
  }

  /**
   * How many alerts would be on a list now that are not on it, or have become more urgent since; at
   * most as many as a list has.
   */
  public int newer(Snapshot snapshot, Filter.Around around) {
    Filter.Where where = snapshot.filter().where(around);
    List<String> known = List.copyOf(snapshot.urgency().keySet());
    List<Object> values = new ArrayList<>(where.values());
    values.add(snapshot.position().arrived());
    values.addAll(known);
    String came = where.text() + " AND a.arrived > ? AND a.alert_id ";
    String marks = "IN (" + (known.isEmpty() ? "''" : Sql.marks(known.size())) + ")";
    return database.read(
        connection -> {
          long others =
              Sql.number(
                  connection,
                  "SELECT COUNT(*) FROM index_alert a WHERE " + came + "NOT " + marks,
                  values.toArray());
          List<Boolean> isMore =
              Sql.list(
                  connection,
                  "SELECT a.alert_id, a.urgency FROM index_alert a WHERE " + came + marks,
                  row -> row.getInt(2) < snapshot.urgency().getOrDefault(row.getString(1), 0),
                  values.toArray());
          long more = isMore.stream().filter(one -> one).count();
          return (int) Math.min(MAX_LISTED, others + more);
        });
  }

  /** What is open. */
  public Overview overview(Filter.Around around) {
    String due = "SELECT COUNT(*) FROM index_alert WHERE state = 'OPEN' AND due_order <= ?";
    return database.read(
        connection ->
            new Overview(
                Sql.number(connection, "SELECT COUNT(*) FROM index_alert WHERE state = 'OPEN'"),
                Sql.number(connection, due, around.now().toEpochMilli()),
                Sql.number(connection, due, around.noon().toEpochMilli()),
                Sql.number(
                    connection,
                    "SELECT COUNT(*) FROM index_alert a WHERE " + Filter.EYES,
                    around.analyst()),
                Sql.number(
                    connection,
                    "SELECT COUNT(*) FROM work_claim c WHERE c.analyst = ? AND EXISTS (SELECT 1"
                        + " FROM index_alert a WHERE a.alert_id = c.alert_id AND a.state ="
                        + " 'OPEN')",
                    around.analyst())));
  }

  /** What hangs together of these, in the order of the first of each. */
  public List<Story> stories(Collection<String> alertIds) {
    Map<String, String> caseOf = index.caseOf(alertIds);
    Map<String, Case> cases = index.casesById(new HashSet<>(caseOf.values()));
    Map<String, List<String>> members = new LinkedHashMap<>();
    for (String id : alertIds) {
      members.computeIfAbsent(caseOf.getOrDefault(id, id), one -> new ArrayList<>()).add(id);
    }
    return members.entrySet().stream()
        .map(one -> new Story(cases.get(one.getKey()), List.copyOf(one.getValue())))
        .toList();
  }

  /** What has changed since a look, of these alerts; of the others there is nothing. */
  public Map<String, Change> changes(Collection<String> alertIds, Filter.Around around) {
    Map<String, AlertIndex.Revision> newest = index.newestRevisions(alertIds);
    newest.values().removeIf(one -> !isUnseen(one, around));
    Map<String, AlertContent> before = before(newest.keySet(), around);
    Map<String, Change> changes = new LinkedHashMap<>();
    for (String id : alertIds) {
      AlertIndex.Revision now = newest.get(id);
      if (now != null && !now.content().equals(before.get(id))) {
        changes.put(id, Change.of(before.get(id), now.content(), now.revision()));
      }
    }
    return changes;
  }

  /** What the analyst has seen of alerts; of others the newest revision of before the look. */
  private Map<String, AlertContent> before(Collection<String> alertIds, Filter.Around around) {
    Map<String, AlertContent> before = new HashMap<>(looks.seen(around.analyst(), alertIds));
    List<String> unseen = alertIds.stream().filter(id -> !before.containsKey(id)).toList();
    index
        .revisions(unseen)
        .forEach(
            (id, revisions) ->
                revisions.stream()
                    .filter(one -> !isUnseen(one, around))
                    .findFirst()
                    .ifPresent(one -> before.put(id, one.content())));
    return before;
  }

  private static boolean isUnseen(AlertIndex.Revision revision, Filter.Around around) {
    return around.seen().isBefore(revision, around.indexId());
  }
}
