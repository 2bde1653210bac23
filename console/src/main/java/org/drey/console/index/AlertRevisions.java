package org.drey.console.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.console.index.AlertIndex.Revision;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.SeenContent;

/** The revisions of alerts in an index; of any number of alerts by one query. */
final class AlertRevisions {
  private static final int MAX_QUERY_IDS = 200;

  private static final String FIELDS =
      "SELECT r.alert_id, r.generation, r.revision, r.arrived, r.emitted_at, r.as_of, r.state,"
          + " r.score, r.band, r.priority, r.verdict_time, r.content FROM index_revision r";

  private final ConsoleDatabase database;

  AlertRevisions(ConsoleDatabase database) {
    this.database = database;
  }

  Map<String, List<Revision>> of(Collection<String> alertIds) {
    Map<String, List<Revision>> all = new HashMap<>();
    select(
        " WHERE r.alert_id IN (%s) ORDER BY r.generation DESC, r.revision DESC",
        alertIds,
        row -> {
          List<Revision> known = all.computeIfAbsent(row.getString(1), id -> new ArrayList<>());
          return known.size() < MAX_QUERY_IDS && known.add(revision(row));
        });
    return all;
  }

  private <T> void select(String which, Collection<String> alertIds, SqlStatements.Mapper<T> rows) {
    if (!alertIds.isEmpty()) {
      String query = FIELDS + which.formatted(SqlStatements.marks(alertIds.size()));
      database.read(connection -> SqlStatements.list(connection, query, rows, alertIds.toArray()));
    }
  }

  private static Revision revision(ResultSet row) throws SQLException {
    return new Revision(
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(7),
        row.getDouble(8),
        row.getString(9),
        row.getString(10),
        row.getObject(11) == null ? null : Instant.ofEpochMilli(row.getLong(11)),
        SeenContent.parse(row.getString(12)));
  }
}
