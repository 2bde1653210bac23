package org.drey.console.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.erasure.MaskedResults;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.ErasedWork;
import org.drey.console.work.WorkErasure;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Erasure;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who was erased out of the index and out of what analysts did, without waiting for what the
 * job deletes or writes again. Belongs to a feed.
 */
final class IndexErasure {
  private static final int BATCH = 200;

  /** The job refuses a request that is dated further ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final ErasedWork erased;

  /** Alerts that are not shown any more, of which there may be a new one. */
  private final Set<String> dropped = new HashSet<>();

  private IndexErasure(ErasedWork erased) {
    this.erased = erased;
  }

  /** Makes one that knows all who were erased before. */
  static IndexErasure of(ConsoleDatabase database) {
    return new IndexErasure(ErasedWork.load(database));
  }

  /** An alert as it may be shown; null if it may not. */
  @Nullable Alert shown(Alert alert) {
    Optional<Alert> masked = MaskedResults.of(alert, erased);
    if (masked.isEmpty()) {
      dropped.add(alert.getAlertId());
    }
    return masked.orElse(null);
  }

  /** A case as it may be shown, with those of whom there is a new alert; null if it may not. */
  @Nullable Case shown(Connection connection, Case star) throws SQLException {
    if (erased.isEmpty()) {
      return star;
    }
    List<String> known =
        SqlStatements.list(
            connection,
            "SELECT alert_id FROM index_alert WHERE alert_id IN ("
                + SqlStatements.marks(star.getMembers().size())
                + ")",
            row -> row.getString(1),
            star.getMembers().stream().map(one -> (Object) one.getAlertId()).toArray());
    return MaskedResults.of(star, erased, known::contains).orElse(null);
  }

  /** Returns whether a verdict may be shown. */
  boolean isShown(Verdict verdict) {
    return !erased.test(EntityNames.of(verdict), verdict.getVerdictTime());
  }

  /**
   * Carries out requests, some records at a time, so that no page waits for all of them. They are
   * kept when all is done: a crash before makes them be read, and carried out, again. Those that
   * were carried out before cost nothing.
   */
  void carryOut(ConsoleDatabase database, List<Erasure> requests, Instant now) {
    List<Erasure> fresh =
        requests.stream()
            .filter(one -> !one.getErasureTime().isAfter(now.plus(AHEAD)) && erased.add(one))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    database.write(connection -> removeOwn(connection, fresh)); // at once; others name them
    each(database, new Table<>(Alert.class, "index_alert", "alert_id"), this::alert);
    each(database, new Table<>(Case.class, "index_case", "case_id"), this::star);
    database.write(
        connection -> {
          for (Erasure one : fresh) {
            forget(connection, EntityNames.of(one), one.getErasureTime().toEpochMilli());
            ErasedWork.keep(connection, one);
          }
        });
  }

  private void removeOwn(Connection connection, List<Erasure> requests) throws SQLException {
    for (Erasure one : requests) {
      for (AlertTrack track : AlertTrack.values()) {
        String id = AlertIds.of(track, EntityNames.of(one));
        Optional<Alert> known =
            SqlStatements.first(
                connection,
                "SELECT record FROM index_alert WHERE alert_id = ?",
                row -> AlertIndex.decode(Alert.class, row.getBytes(1)),
                id);
        if (known.isPresent()) {
          alert(connection, known.get());
        }
      }
    }
  }

  /**
   * Forgets all that was done on alerts that are not shown any more, and have not begun again; once
   * all is read that there is.
   */
  void settle(ConsoleDatabase database) {
    if (!dropped.isEmpty()) {
      database.write(
          connection -> {
            for (String id : dropped) {
              if (SqlStatements.number(
                      connection, "SELECT COUNT(*) FROM index_alert WHERE alert_id = ?", id)
                  == 0) {
                WorkErasure.forget(connection, id);
              }
            }
          });
      dropped.clear();
    }
  }

  private interface Change<T> {
    /** Returns what a record is to be; the same, or null if it has gone. */
    @Nullable T of(Connection connection, T record) throws SQLException;
  }

  private record Row(String id, byte[] record) {}

  /** A table of records. */
  private record Table<T extends SpecificRecordBase>(Class<T> type, String name, String key) {}

  /** Looks at all records of a table, some at a time; others use the database in between. */
  private static <T extends SpecificRecordBase> void each(
      ConsoleDatabase database, Table<T> table, Change<T> change) {
    Optional<String> last = Optional.of("");
    while (last.isPresent()) {
      String after = last.get();
      last = database.writeAndReturn(connection -> next(connection, table, after, change));
    }
  }

  /** Looks at those after an id; returns the id of the last of them, empty if it is the end. */
  private static <T extends SpecificRecordBase> Optional<String> next(
      Connection connection, Table<T> table, String after, Change<T> change) throws SQLException {
    List<Row> rows =
        SqlStatements.list(
            connection,
            "SELECT %1$s, record FROM %2$s WHERE %1$s > ? ORDER BY %1$s LIMIT ?"
                .formatted(table.key(), table.name()),
            row -> new Row(row.getString(1), row.getBytes(2)),
            after,
            BATCH);
    for (Row row : rows) {
      T before = AlertIndex.decode(table.type(), row.record());
      T now = change.of(connection, before);
      if (now != null && !now.equals(before)) {
        SqlStatements.run(
            connection,
            "UPDATE " + table.name() + " SET record = ? WHERE " + table.key() + " = ?",
            AvroCodec.of(table.type()).encode(now),
            row.id());
      }
    }
    return rows.size() < BATCH ? Optional.empty() : Optional.of(rows.get(BATCH - 1).id());
  }

  private @Nullable Alert alert(Connection connection, Alert alert) throws SQLException {
    Alert shown = shown(alert);
    if (shown == null) {
      IndexRows.removeAlert(connection, alert.getAlertId());
    }
    return shown;
  }

  private @Nullable Case star(Connection connection, Case star) throws SQLException {
    Case shown = shown(connection, star);
    if (shown == null) {
      IndexRows.removeCase(connection, star.getCaseId());
    } else if (!shown.equals(star)) {
      IndexRows.setMembers(connection, shown);
    }
    return shown;
  }

  /** Forgets an entity up to a time; later work may be on an alert that began again. */
  private static void forget(Connection connection, EntityKey entity, long until)
      throws SQLException {
    for (AlertTrack track : AlertTrack.values()) {
      String id = AlertIds.of(track, entity);
      SqlStatements.run(
          connection,
          "DELETE FROM index_verdict WHERE alert_id = ? AND verdict_time <= ?",
          id,
          until);
      WorkErasure.forget(connection, id, until);
    }
    WorkErasure.forgetToken(connection, entity.token());
  }
}
