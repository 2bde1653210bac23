package org.drey.console.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.entity.Entities;
import org.drey.alerts.erasure.Masked;
import org.drey.console.store.Database;
import org.drey.console.store.Sql;
import org.drey.console.work.ErasedEntities;
import org.drey.console.work.Forgetting;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Erasure;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.Track;
import org.drey.rules.event.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who was erased out of the index and out of what analysts did, without waiting for what the
 * job deletes or writes again. Belongs to a feed.
 */
final class Erasing {
  private static final int BATCH = 200;

  /** The job refuses a request that is dated further ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final ErasedEntities erased;

  /** Alerts that are not shown any more, of which there may be a new one. */
  private final Set<String> dropped = new HashSet<>();

  private Erasing(ErasedEntities erased) {
    this.erased = erased;
  }

  /** Of all who were erased before. */
  static Erasing of(Database database) {
    return new Erasing(ErasedEntities.load(database));
  }

  /** An alert as it may be shown; null if it may not. */
  @Nullable Alert shown(Alert alert) {
    Optional<Alert> masked = Masked.of(alert, erased);
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
        Sql.list(
            connection,
            "SELECT alert_id FROM index_alert WHERE alert_id IN ("
                + Sql.marks(star.getMembers().size())
                + ")",
            row -> row.getString(1),
            star.getMembers().stream().map(one -> (Object) one.getAlertId()).toArray());
    return Masked.of(star, erased, known::contains).orElse(null);
  }

  /** Whether a verdict may be shown. */
  boolean isShown(Verdict verdict) {
    return !erased.test(Entities.of(verdict), verdict.getVerdictTime());
  }

  /**
   * Carries out requests, some records at a time, so that no page waits for all of them. They are
   * kept when all is done: a crash before makes them be read, and carried out, again. Those that
   * were carried out before cost nothing.
   */
  void carryOut(Database database, List<Erasure> requests, Instant now) {
    List<Erasure> fresh =
        requests.stream()
            .filter(one -> !one.getErasureTime().isAfter(now.plus(AHEAD)) && erased.add(one))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    database.write(connection -> removeOwn(connection, fresh)); // at once; others name them
    each(database, Alert.class, "index_alert", "alert_id", this::alert);
    each(database, Case.class, "index_case", "case_id", this::star);
    database.write(
        connection -> {
          for (Erasure one : fresh) {
            forget(connection, Entities.of(one), one.getErasureTime().toEpochMilli());
            ErasedEntities.keep(connection, one);
          }
        });
  }

  private void removeOwn(Connection connection, List<Erasure> requests) throws SQLException {
    for (Erasure one : requests) {
      for (Track track : Track.values()) {
        String id = AlertIds.of(track, Entities.of(one));
        Optional<Alert> known =
            Sql.first(
                connection,
                "SELECT record FROM index_alert WHERE alert_id = ?",
                row -> decode(Alert.class, row.getBytes(1)),
                id);
        if (known.isPresent()) {
          alert(connection, known.get());
        }
      }
    }
  }

  /**
   * Forgets all that was done on alerts that are not shown any more, and have not begun anew; once
   * all is read that there is.
   */
  void settle(Database database) {
    if (!dropped.isEmpty()) {
      database.write(
          connection -> {
            for (String id : dropped) {
              if (Sql.number(connection, "SELECT COUNT(*) FROM index_alert WHERE alert_id = ?", id)
                  == 0) {
                Forgetting.forget(connection, id);
              }
            }
          });
      dropped.clear();
    }
  }

  private interface Change<T> {
    /** What a record is to be; the same, or null if it has gone. */
    @Nullable T of(Connection connection, T record) throws SQLException;
  }

  private record Row(String id, byte[] record) {}

  /** Looks at all records of a table, some at a time; others use the database in between. */
  private static <T extends SpecificRecordBase> void each(
      Database database, Class<T> type, String table, String key, Change<T> change) {
    String query =
        "SELECT " + key + ", record FROM " + table + " WHERE " + key + " > ? ORDER BY " + key;
    AtomicReference<String> after = new AtomicReference<>("");
    AtomicBoolean isMore = new AtomicBoolean(true);
    while (isMore.get()) {
      database.write(
          connection -> {
            List<Row> rows =
                Sql.list(
                    connection,
                    query + " LIMIT ?",
                    row -> new Row(row.getString(1), row.getBytes(2)),
                    after.get(),
                    BATCH);
            for (Row row : rows) {
              T before = decode(type, row.record());
              T now = change.of(connection, before);
              if (now != null && !now.equals(before)) {
                Sql.run(
                    connection,
                    "UPDATE " + table + " SET record = ? WHERE " + key + " = ?",
                    AvroCodec.of(type).encode(now),
                    row.id());
              }
              after.set(row.id());
            }
            isMore.set(rows.size() == BATCH);
          });
    }
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

  /** What was done afterwards may be on an alert that began anew. */
  private static void forget(Connection connection, EntityKey entity, long until)
      throws SQLException {
    for (Track track : Track.values()) {
      String id = AlertIds.of(track, entity);
      Sql.run(
          connection,
          "DELETE FROM index_verdict WHERE alert_id = ? AND verdict_time <= ?",
          id,
          until);
      Forgetting.forget(connection, id, until);
    }
    Forgetting.forgetToken(connection, entity.token());
  }

  private static <T extends SpecificRecordBase> T decode(Class<T> type, byte[] record) {
    try {
      return AvroCodec.of(type).decode(record);
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("the index has what it did not write", e);
    }
  }
}
