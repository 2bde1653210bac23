package org.drey.console.triage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.Urgency;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;
import org.drey.console.work.AlertContent;
import org.drey.console.work.Looks;
import org.drey.event.Case;
import org.jspecify.annotations.Nullable;

/** The order of alerts: what comes first, and what hangs together. */
public final class Triage {
  /** A list has at most so many alerts of young people, and so many others. */
  static final int MAX_LISTED = 100;

  static final String VICTIM = "VICTIM";

  private static final String LANE = "a.track = ?";
  private static final String OTHERS = "a.track <> ?";

  /** The same without its index: what has changed since a look is fewer than all of a track. */
  private static final String CHANGED_LANE = "a.track || '' = ?";

  /** The time before a deadline from which an alert comes before others. */
  private static final Duration CANNOT_WAIT = Duration.ofHours(1);

  /** One pass over all that is open, for the first three. */
  private static final String OVERVIEW =
      "SELECT COUNT(*), SUM(CASE WHEN due_order <= ? THEN 1 ELSE 0 END),"
          + " SUM(CASE WHEN due_order <= ? THEN 1 ELSE 0 END),"
          + " (SELECT COUNT(*) FROM work_claim c WHERE c.analyst = ? AND EXISTS (SELECT 1 FROM"
          + " index_alert a WHERE a.alert_id = c.alert_id AND a.state = 'OPEN'))"
          + " FROM index_alert WHERE state = 'OPEN'";

  private final Database database;
  private final AlertIndex index;
  private final Looks looks;

  /**
   * The open alerts in numbers.
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

  /** The first page of a list, made now. */
  public Snapshot list(Filter filter, Filter.Around around) {
    return list(filter, null, around);
  }

  /**
   * A page of a list, made now.
   *
   * @param after where it begins; null for the first
   */
  public Snapshot list(Filter filter, @Nullable After after, Filter.Around around) {
    Filter.Where where = filter.where(around);
    Filter.Where from = after == null ? where : where.and(after.where());
    long soon = after == null ? around.now().plus(CANNOT_WAIT).toEpochMilli() : after.soon();
    String inTheLane = filter.show() == Filter.Show.CHANGED ? CHANGED_LANE : LANE;
    boolean hasLane = after == null || after.isLane();
    boolean hasOthers = after == null || !after.isLane();
    return database.read(
        connection -> {
          List<Rank> lane = hasLane ? ranks(connection, from, inTheLane, soon) : List.of();
          List<Rank> others = hasOthers ? ranks(connection, from, OTHERS, soon) : List.of();
          // Two counts that each have an index; of the others alone there is none.
          long inLane = count(connection, from.and(new Filter.Where(inTheLane, List.of(VICTIM))));
          long notInLane = hasOthers ? count(connection, from) - inLane : 0;
          return new Snapshot(
              filter,
              after,
              soon,
              lane,
              others,
              AlertIndex.position(connection),
              hasLane ? inLane - lane.size() : 0,
              notInLane - others.size());
        });
  }

  /** Returns what cannot wait, then the others, each in their order. */
  private static List<Rank> ranks(
      Connection connection, Filter.Where where, String track, long soon) throws SQLException {
    Filter.Where of = where.and(new Filter.Where(track, List.of(VICTIM)));
    Filter.Where isSoon = new Filter.Where(Rank.SOON, List.of(soon));
    List<Rank> ranks = new ArrayList<>();
    for (int urgency : Urgency.all()) { // the index has those of one that are due first together
      Filter.Where as = new Filter.Where("a.urgency = ?", List.of(urgency));
      add(connection, of.and(isSoon).and(as), true, ranks);
    }
    add(connection, of.and(isSoon.not()), false, ranks);
    return ranks;
  }

  private static void add(
      Connection connection, Filter.Where where, boolean isSoon, List<Rank> ranks)
      throws SQLException {
    List<Object> values = new ArrayList<>(where.values());
    values.add(MAX_LISTED - ranks.size());
    ranks.addAll(
        Sql.list(
            connection,
            "SELECT "
                + Rank.COLUMNS
                + " FROM index_alert a WHERE "
                + where.text()
                + Rank.ORDER
                + " LIMIT ?",
            row ->
                new Rank(isSoon, row.getInt(1), row.getLong(2), row.getDouble(3), row.getString(4)),
            values.toArray()));
  }

  private static long count(Connection connection, Filter.Where where) throws SQLException {
    return Sql.number(
        connection,
        "SELECT COUNT(*) FROM index_alert a WHERE " + where.text(),
        where.values().toArray());
  }

  /** Returns what has become of a list since it was made. */
  public Waiting waiting(Snapshot list, Filter.Around around) {
    return database.read(connection -> Waiting.of(connection, list, around));
  }

  /** Returns what is open. */
  public Overview overview(Filter.Around around) {
    return database.read(
        connection ->
            Sql.first(
                    connection,
                    OVERVIEW,
                    row ->
                        new Overview(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            around.eyes().size(),
                            row.getLong(4)),
                    around.now().toEpochMilli(),
                    around.noon().toEpochMilli(),
                    around.analyst())
                .orElseThrow());
  }

  /** Returns what hangs together of these, in the order of the first of each. */
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

  /**
   * The first alert of the next story: after one of a list, open, and no one else's. Those of the
   * same story come when there is no other.
   */
  public Optional<String> next(Snapshot list, String alertId, String analyst) {
    List<String> after = list.after(alertId);
    Set<String> free = free(after, analyst);
    Map<String, String> caseOf = index.caseOf(list.ids());
    String story = caseOf.getOrDefault(alertId, alertId);
    List<String> left = after.stream().filter(free::contains).toList();
    return left.stream()
        .filter(id -> !story.equals(caseOf.get(id)))
        .findFirst()
        .or(() -> left.stream().findFirst());
  }

  /** Those that are open, and that no other analyst has claimed. */
  private Set<String> free(List<String> alertIds, String analyst) {
    List<Object> values = new ArrayList<>(alertIds);
    values.add(analyst);
    return new HashSet<>(
        database.read(
            connection ->
                Sql.list(
                    connection,
                    "SELECT a.alert_id FROM index_alert a WHERE a.alert_id IN ("
                        + Sql.marks(alertIds.size())
                        + ") AND a.state = 'OPEN' AND NOT EXISTS (SELECT 1 FROM work_claim c"
                        + " WHERE c.alert_id = a.alert_id AND c.analyst <> ?)",
                    row -> row.getString(1),
                    values.toArray())));
  }

  /** Returns what has changed since a look, of these alerts; of the others there is nothing. */
  public Map<String, Change> changes(Collection<String> alertIds, Filter.Around around) {
    Map<String, AlertContent> seen = looks.seen(around.analyst(), alertIds);
    return database.read(connection -> new SinceLook(connection, around, seen).of(alertIds));
  }
}
