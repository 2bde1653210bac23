package org.drey.console.triage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.SeenContent;

/** The changes since a visit: of any number of alerts in two queries. */
final class SinceLook {
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

  /** Of another making of the index only the job's clock knows. */
  private String column() {
    return isSameIndex() ? "arrived" : "emitted_at";
  }

  private long mark() {
    return isSameIndex() ? around.seen().arrived() : around.seen().newest().toEpochMilli();
  }
}
