package org.drey.console.triage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
          List<String> lane = ids(connection, where, "a.track = ?");
          List<String> others = ids(connection, where, "a.track <> ?");
          long all = count(connection, where);
          return new Snapshot(
              filter,
              lane,
              others,
              AlertIndex.position(connection),
              all - lane.size() - others.size());
        });
  }

  private static List<String> ids(Connection connection, Filter.Where where, String track)
      throws SQLException {
    List<Object> values = new ArrayList<>(where.values());
    values.add(VICTIM);
    values.add(MAX_LISTED);
    return Sql.list(
        connection,
        "SELECT a.alert_id FROM index_alert a WHERE " + where.text() + " AND " + track + ORDER,
        row -> row.getString(1),
        values.toArray());
  }

  private static long count(Connection connection, Filter.Where where) throws SQLException {
    return Sql.number(
        connection,
        "SELECT COUNT(*) FROM index_alert a WHERE " + where.text(),
        where.values().toArray());
  }

  /** How many alerts would be on a list now that are not on it. */
  public int newer(Snapshot snapshot, Filter.Around around) {
    Filter.Where where = snapshot.filter().where(around);
    List<Object> values = new ArrayList<>(where.values());
    values.add(snapshot.position().arrived());
    values.add(MAX_LISTED);
    Set<String> known = new HashSet<>(snapshot.ids());
    known.addAll(snapshot.lane());
    List<String> came =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    "SELECT a.alert_id FROM index_alert a WHERE "
                        + where.text()
                        + " AND a.arrived > ? LIMIT ?",
                    row -> row.getString(1),
                    values.toArray()));
    return (int) came.stream().filter(one -> !known.contains(one)).count();
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
    Map<String, Change> changes = new LinkedHashMap<>();
    Map<String, AlertContent> seen = looks.seen(around.analyst(), alertIds);
    for (String id : alertIds) {
      List<AlertIndex.Revision> revisions = index.revisions(id);
      if (!revisions.isEmpty() && isUnseen(revisions.get(0), around)) {
        AlertIndex.Revision now = revisions.get(0);
        AlertContent before =
            seen.containsKey(id)
                ? seen.get(id)
                : revisions.stream()
                    .filter(one -> !isUnseen(one, around))
                    .findFirst()
                    .map(AlertIndex.Revision::content)
                    .orElse(null);
        if (!now.content().equals(before)) {
          changes.put(id, Change.of(before, now.content(), now.revision()));
        }
      }
    }
    return changes;
  }

  private static boolean isUnseen(AlertIndex.Revision revision, Filter.Around around) {
    return around.seen().isBefore(revision, around.indexId());
  }
}
