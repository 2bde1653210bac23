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
import java.util.stream.Collectors;
import org.drey.alerts.explain.ReceiverGroup;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.UrgencyOrder;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.LastVisits;
import org.drey.console.work.SeenContent;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.Priority;
import org.jspecify.annotations.Nullable;

/** The order of alerts: what comes first, and what hangs together. */
public final class AlertTriage {
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
      "SELECT COUNT(*), SUM(CASE WHEN deadline <= ? THEN 1 ELSE 0 END),"
          + " SUM(CASE WHEN deadline <= ? THEN 1 ELSE 0 END),"
          + " (SELECT COUNT(*) FROM work_claim c WHERE c.analyst = ? AND EXISTS (SELECT 1 FROM"
          + " index_alert a WHERE a.alert_id = c.alert_id AND a.state = 'OPEN')),"
          + " SUM(CASE WHEN deadline < ? THEN 1 ELSE 0 END)"
          + " FROM index_alert WHERE state = 'OPEN'";

  private final ConsoleDatabase database;
  private final AlertIndex index;
  private final LastVisits looks;

  /**
   * The open alerts in numbers.
   *
   * @param noon how many are due before the next noon, overdue ones too
   * @param eyes how many wait for this analyst as the second one
   * @param decided how many are decided and no longer counted as open
   * @param isDated whether any has a deadline; those of a replay have none
   */
  public record Overview(
      long open, long overdue, long noon, long eyes, long mine, long decided, boolean isDated) {}

  /** Triage of the alerts of an index. */
  public AlertTriage(ConsoleDatabase database, AlertIndex index) {
    this.database = database;
    this.index = index;
    this.looks = new LastVisits(database);
  }

  /** The first page of a list, made now. */
  public ListSnapshot list(AlertFilter filter, AlertFilter.FilterContext around) {
    return list(filter, null, around);
  }

  /**
   * A page of a list, made now.
   *
   * @param after where it begins; null for the first
   */
  public ListSnapshot list(
      AlertFilter filter, @Nullable PageStart after, AlertFilter.FilterContext around) {
    AlertFilter.SqlCondition where = filter.where(around);
    AlertFilter.SqlCondition from = after == null ? where : where.and(after.where());
    long soon = after == null ? around.now().plus(CANNOT_WAIT).toEpochMilli() : after.soon();
    String inTheLane = filter.show() == AlertFilter.StateFilter.CHANGED ? CHANGED_LANE : LANE;
    boolean hasLane = after == null || after.isLane();
    boolean hasOthers = after == null || !after.isLane();
    ListSnapshot list =
        database.read(
            connection -> {
              List<AlertRank> lane = hasLane ? ranks(connection, from, inTheLane, soon) : List.of();
              List<AlertRank> others =
                  hasOthers ? ranks(connection, from, OTHERS, soon) : List.of();
              // Two counts that each have an index; of the others alone there is none.
              long inLane =
                  count(
                      connection,
                      from.and(new AlertFilter.SqlCondition(inTheLane, List.of(VICTIM))));
              long notInLane = hasOthers ? count(connection, from) - inLane : 0;
              return new ListSnapshot(
                  filter,
                  after,
                  soon,
                  lane,
                  others,
                  AlertIndex.position(connection),
                  List.of(),
                  hasLane ? inLane - lane.size() : 0,
                  notInLane - others.size());
            });
    return list.grouped(LaneGroups.of(index, list, around));
  }

  /** Returns what cannot wait, then the others, each in their order. */
  private static List<AlertRank> ranks(
      Connection connection, AlertFilter.SqlCondition where, String track, long soon)
      throws SQLException {
    AlertFilter.SqlCondition of = where.and(new AlertFilter.SqlCondition(track, List.of(VICTIM)));
    AlertFilter.SqlCondition isSoon = new AlertFilter.SqlCondition(AlertRank.SOON, List.of(soon));
    List<AlertRank> ranks = new ArrayList<>();
    for (int urgency :
        UrgencyOrder.all()) { // the index has those of one that are due first together
      AlertFilter.SqlCondition as = new AlertFilter.SqlCondition("a.urgency = ?", List.of(urgency));
      add(connection, of.and(isSoon).and(as), true, ranks);
    }
    add(connection, of.and(isSoon.not()), false, ranks);
    return ranks;
  }

  private static void add(
      Connection connection, AlertFilter.SqlCondition where, boolean isSoon, List<AlertRank> ranks)
      throws SQLException {
    List<Object> values = new ArrayList<>(where.values());
    values.add(MAX_LISTED - ranks.size());
    ranks.addAll(
        SqlStatements.list(
            connection,
            "SELECT "
                + AlertRank.COLUMNS
                + " FROM index_alert a WHERE "
                + where.text()
                + AlertRank.ORDER
                + " LIMIT ?",
            row ->
                new AlertRank(
                    isSoon, row.getInt(1), row.getLong(2), row.getDouble(3), row.getString(4)),
            values.toArray()));
  }

  private static long count(Connection connection, AlertFilter.SqlCondition where)
      throws SQLException {
    return SqlStatements.number(
        connection,
        "SELECT COUNT(*) FROM index_alert a WHERE " + where.text(),
        where.values().toArray());
  }

  /** Returns what has become of a list since it was made. */
  public WaitingAlerts waiting(ListSnapshot list, AlertFilter.FilterContext around) {
    return database.read(connection -> WaitingAlerts.of(connection, list, around));
  }

  /** Returns what is open. */
  public Overview overview(AlertFilter.FilterContext around) {
    return database.read(
        connection ->
            SqlStatements.first(
                    connection,
                    OVERVIEW,
                    row ->
                        new Overview(
                            row.getLong(1) - around.decided().size(),
                            row.getLong(2),
                            row.getLong(3),
                            around.eyes().size(),
                            row.getLong(4),
                            around.decided().size(),
                            row.getLong(1) == 0 || row.getLong(5) > 0),
                    around.now().toEpochMilli(),
                    around.noon().toEpochMilli(),
                    around.analyst(),
                    Long.MAX_VALUE)
                .orElseThrow());
  }

  /** Returns what hangs together of these, in the order of the first of each. */
  public List<AlertStory> stories(Collection<String> alertIds) {
    Map<String, String> caseOf = index.caseOf(alertIds);
    Map<String, Case> cases = index.casesById(new HashSet<>(caseOf.values()));
    Map<String, List<String>> members = new LinkedHashMap<>();
    for (String id : alertIds) {
      members.computeIfAbsent(caseOf.getOrDefault(id, id), one -> new ArrayList<>()).add(id);
    }
    return members.entrySet().stream()
        .map(one -> new AlertStory(cases.get(one.getKey()), List.copyOf(one.getValue())))
        .toList();
  }

  /**
   * The first alert of the next story: after one of a list, open, and no one else's. Those of the
   * same story come when there is no other.
   */
  public Optional<String> next(ListSnapshot list, String alertId, String analyst) {
    List<String> after = list.after(alertId);
    if (after.isEmpty()) {
      return Optional.empty();
    }
    Set<String> free = free(after, analyst);
    new DecidedAlerts(database).waiting(after).forEach(free::remove);
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
                SqlStatements.list(
                    connection,
                    "SELECT a.alert_id FROM index_alert a WHERE a.alert_id IN ("
                        + SqlStatements.marks(alertIds.size())
                        + ") AND a.state = 'OPEN' AND NOT EXISTS (SELECT 1 FROM work_claim c"
                        + " WHERE c.alert_id = a.alert_id AND c.analyst <> ?)",
                    row -> row.getString(1),
                    values.toArray())));
  }

  /** Returns what has changed since a look, of these alerts; of the others there is nothing. */
  public Map<String, AlertChange> changes(
      Collection<String> alertIds, AlertFilter.FilterContext around) {
    Map<String, SeenContent> seen = looks.seen(around.analyst(), alertIds);
    return database.read(connection -> new SinceLook(connection, around, seen).of(alertIds));
  }

  /** The young people of a list who paid one account, except those who are in danger now. */
  private static final class LaneGroups {
    private LaneGroups() {}

    /**
     * Returns the groups of a list. An account's alert is there if it is on the list; on a list of
     * all that is open also if it would come on a later page.
     */
    static List<ReceiverGroup> of(
        AlertIndex index, ListSnapshot list, AlertFilter.FilterContext around) {
      List<String> lane = list.laneRanks().stream().map(AlertRank::alertId).toList();
      Map<String, Alert> children = index.alerts(lane);
      Map<String, List<String>> paid = new LinkedHashMap<>();
      for (String id : lane) {
        Alert child = children.get(id);
        if (child != null && child.getPriority() != Priority.P0) {
          paid.put(id, ReceiverGroup.receivers(child));
        }
      }
      Set<String> there =
          list.otherRanks().stream().map(AlertRank::alertId).collect(Collectors.toSet());
      if (list.filter().equals(AlertFilter.OPEN)) {
        there.addAll(open(index, paid));
        around.decided().forEach(there::remove);
      }
      return ReceiverGroup.of(paid, there::contains);
    }

    private static Set<String> open(AlertIndex index, Map<String, List<String>> paid) {
      Set<String> receivers = new HashSet<>();
      paid.values().forEach(receivers::addAll);
      return index.alerts(receivers).values().stream()
          .filter(alert -> alert.getState() == AlertState.OPEN)
          .map(Alert::getAlertId)
          .collect(Collectors.toSet());
    }
  }

  /** The changes since a visit: of any number of alerts in two queries. */
  private static final class SinceLook {
    /** An alert as it is now. */
    private record PresentAlert(long revision, SeenContent content) {}

    private final Connection connection;
    private final AlertFilter.FilterContext around;
    private final Map<String, SeenContent> seen;

    /**
     * Since the last look of an analyst.
     *
     * @param seen of alerts that the analyst has seen, what of them
     */
    SinceLook(
        Connection connection, AlertFilter.FilterContext around, Map<String, SeenContent> seen) {
      this.connection = connection;
      this.around = around;
      this.seen = seen;
    }

    Map<String, AlertChange> of(Collection<String> alertIds) throws SQLException {
      Map<String, PresentAlert> changed = unseen(alertIds);
      Map<String, SeenContent> before =
          before(changed.keySet().stream().filter(id -> !seen.containsKey(id)).toList());
      before.putAll(seen);
      Map<String, AlertChange> changes = new LinkedHashMap<>();
      for (String id : alertIds) {
        PresentAlert now = changed.get(id);
        if (now != null && !now.content().equals(before.get(id))) {
          changes.put(id, AlertChange.of(before.get(id), now.content(), now.revision()));
        }
      }
      return changes;
    }

    /** Those that have a revision that came since. */
    private Map<String, PresentAlert> unseen(Collection<String> alertIds) throws SQLException {
      return SqlStatements.byId(
          connection,
          "SELECT alert_id, revision, content FROM index_alert WHERE alert_id IN (%s) AND "
              + column()
              + " > ?",
          row -> new PresentAlert(row.getLong(2), SeenContent.parse(row.getString(3))),
          alertIds,
          mark());
    }

    /** The newest revision of each that was there at the look; of some there is none. */
    private Map<String, SeenContent> before(Collection<String> alertIds) throws SQLException {
      return SqlStatements.byId(
          connection,
          "SELECT alert_id, content FROM (SELECT alert_id, content, ROW_NUMBER() OVER (PARTITION BY"
              + " alert_id ORDER BY generation DESC, revision DESC) AS place FROM index_revision"
              + " WHERE alert_id IN (%s) AND "
              + column()
              + " <= ?) r WHERE place = 1",
          row -> SeenContent.parse(row.getString(2)),
          alertIds,
          mark());
    }

    private boolean isSameIndex() {
      return around.seen().indexId().equals(around.indexId());
    }

    /** Only the job's clock knows of another making of the index. */
    private String column() {
      return isSameIndex() ? "arrived" : "emitted_at";
    }

    private long mark() {
      return isSameIndex() ? around.seen().arrived() : around.seen().newest().toEpochMilli();
    }
  }
}
