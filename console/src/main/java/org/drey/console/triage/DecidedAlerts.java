package org.drey.console.triage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.rules.verdict.VerdictType;

/** The decisions of all who decide, here or elsewhere. */
public final class DecidedAlerts {
  private static final Set<String> CLOSING =
      Arrays.stream(VerdictType.values())
          .filter(VerdictType::closes)
          .map(VerdictType::name)
          .collect(Collectors.toUnmodifiableSet());

  private final ConsoleDatabase database;

  /** Verdicts that a database knows of. */
  public DecidedAlerts(ConsoleDatabase database) {
    this.database = database;
  }

  /**
   * Returns which of these are open although they were decided: the job does not know of it yet.
   * Whether another verdict was taken back since, or asked for more, is seen; what was decided is
   * not said.
   */
  public List<String> waiting(Collection<String> alertIds) {
    return waiting(alertIds, CLOSING::contains);
  }

  /** Returns of which of these more was asked for, and the job does not know of it yet. */
  public List<String> asking(Collection<String> alertIds) {
    return waiting(alertIds, VerdictType.NEEDS_MORE.name()::equals);
  }

  private List<String> waiting(Collection<String> alertIds, Predicate<String> verdict) {
    List<Object> ids = new ArrayList<>(alertIds);
    ids.addAll(alertIds);
    String among = " v WHERE v.alert_id IN (" + SqlStatements.marks(alertIds.size()) + ")";
    return waiting(among, ids, verdict);
  }

  /** Returns the same of all alerts. */
  public List<String> waiting() {
    return waiting(" v", List.of(), CLOSING::contains);
  }

  private List<String> waiting(String given, List<Object> ids, Predicate<String> verdict) {
    Set<String> open = new LinkedHashSet<>();
    database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT g.alert_id, g.verdict FROM (SELECT v.alert_id, v.verdict, v.verdict_time"
                    + " FROM work_sent"
                    + given
                    + " UNION SELECT v.alert_id, v.verdict, v.verdict_time FROM index_verdict"
                    + given
                    + ") g JOIN index_alert a ON a.alert_id = g.alert_id"
                    + " WHERE a.state || '' = 'OPEN'" // without the index of all that is open
                    + " AND g.verdict_time > COALESCE(a.verdict_time, 0) ORDER BY g.verdict_time",
                row ->
                    verdict.test(row.getString(2))
                        ? open.add(row.getString(1))
                        : open.remove(row.getString(1)),
                ids.toArray()));
    return List.copyOf(open);
  }

  /** Returns how many alerts were decided since a time, by all who decide, here or elsewhere. */
  public long since(Instant time) {
    String closing =
        " WHERE verdict_time >= ? AND verdict IN ('" + String.join("', '", CLOSING) + "')";
    return database.read(
        connection ->
            SqlStatements.number(
                connection,
                "SELECT COUNT(*) FROM (SELECT alert_id FROM work_sent"
                    + closing
                    + " UNION SELECT alert_id FROM index_verdict"
                    + closing
                    + ") d",
                time.toEpochMilli(),
                time.toEpochMilli()));
  }
}
