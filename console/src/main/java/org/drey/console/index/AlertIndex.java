package org.drey.console.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.SeenContent;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** Reads the index. */
public final class AlertIndex {

  /** An id as lists show it, or more of it. */
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{8,32}");

  private final ConsoleDatabase database;
  private final AlertRevisions revisions;

  /**
   * A revision, in short.
   *
   * @param content what makes it another than the one before
   */
  public record Revision(
      long generation,
      long revision,
      long arrived,
      Instant emittedAt,
      Instant asOf,
      String state,
      double score,
      String band,
      String priority,
      @Nullable Instant verdictTime,
      SeenContent content) {}

  /** An index in a database. */
  public AlertIndex(ConsoleDatabase database) {
    this.database = database;
    this.revisions = new AlertRevisions(database);
  }

  /** An alert, as it is now. */
  public Optional<Alert> alert(String alertId) {
    return database.read(
        connection ->
            SqlStatements.first(
                connection,
                "SELECT record FROM index_alert WHERE alert_id = ?",
                row -> decode(Alert.class, row.getBytes(1)),
                alertId));
  }

  /** Alerts, as they are now, by id; those that are there. */
  public Map<String, Alert> alerts(Collection<String> alertIds) {
    return database.read(
        connection ->
            SqlStatements.byId(
                connection,
                "SELECT alert_id, record FROM index_alert WHERE alert_id IN (%s)",
                row -> decode(Alert.class, row.getBytes(2)),
                alertIds));
  }

  /** Returns who of those whom alerts, or cases of theirs, are about may be victims. */
  public PossibleVictims victims(Collection<Alert> alerts, Collection<Case> cases) {
    return PossibleVictims.of(alerts(PossibleVictims.alertIds(alerts, cases)).values());
  }

  /** Returns who of those whom alerts are about may be victims, and no one else. */
  public PossibleVictims victimsAmong(Collection<Alert> alerts) {
    List<String> ids =
        alerts.stream().map(one -> PossibleVictims.alertId(EntityNames.of(one))).toList();
    return PossibleVictims.of(alerts(ids).values());
  }

  /** The ids of alerts on an entity, and those whose id begins so; at most so many. */
  public List<String> find(String text, int most) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT alert_id FROM index_alert WHERE entity = ? OR (alert_id >= ? AND"
                    + " alert_id < ?) ORDER BY alert_id LIMIT ?",
                row -> row.getString(1),
                text,
                text,
                BEGINNING.matcher(text).matches() ? text + "g" : text, // after all digits
                most));
  }

  /** Returns what alerts have to do with others. */
  public RelatedAlerts related() {
    return new RelatedAlerts(database);
  }

  /** The verdicts on an alert, in no order. */
  public List<Verdict> verdicts(String alertId) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT record FROM index_verdict WHERE alert_id = ?",
                row -> decode(Verdict.class, row.getBytes(1)),
                alertId));
  }

  /** The cases that an alert is in, those of most members first. */
  public List<Case> cases(String alertId) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT c.record FROM index_case_member m JOIN index_case c ON c.case_id ="
                    + " m.case_id WHERE m.alert_id = ? ORDER BY c.members DESC, c.case_id",
                row -> decode(Case.class, row.getBytes(1)),
                alertId));
  }

  /** The case of most members of each alert that is in any. */
  public Map<String, String> caseOf(Collection<String> alertIds) {
    return database.read(
        connection ->
            SqlStatements.byId(
                connection,
                "SELECT m.alert_id, m.case_id FROM index_case_member m JOIN index_case c ON"
                    + " c.case_id = m.case_id WHERE m.alert_id IN (%s)"
                    + " ORDER BY c.members DESC, c.case_id",
                row -> row.getString(2),
                alertIds));
  }

  /** Cases, by id; those that are there. */
  public Map<String, Case> casesById(Collection<String> caseIds) {
    return database.read(
        connection ->
            SqlStatements.byId(
                connection,
                "SELECT case_id, record FROM index_case WHERE case_id IN (%s)",
                row -> decode(Case.class, row.getBytes(2)),
                caseIds));
  }

  /** The revisions of an alert that are still known, the newest first. */
  public List<Revision> revisions(String alertId) {
    return revisions(List.of(alertId)).getOrDefault(alertId, List.of());
  }

  /** The revisions of alerts that are still known, the newest first; at most 200 of each. */
  public Map<String, List<Revision>> revisions(Collection<String> alertIds) {
    return revisions.of(alertIds);
  }

  /**
   * Returns when the last alert ceased to be open, by the job's clock; empty if no revision says
   * so.
   */
  public Optional<Instant> lastClosed() {
    return database.read(
        connection ->
            SqlStatements.first(
                connection,
                "SELECT emitted_at FROM (SELECT emitted_at, state, LAG(state) OVER (PARTITION BY"
                    + " alert_id ORDER BY generation, revision) AS earlier FROM index_revision) r"
                    + " WHERE state <> 'OPEN' AND earlier = 'OPEN'"
                    + " ORDER BY emitted_at DESC LIMIT 1",
                row -> Instant.ofEpochMilli(row.getLong(1))));
  }

  /** Returns why the job refused what is there on a topic. */
  public Optional<String> refusal(String topic, int partition, long offset) {
    return database.read(
        connection ->
            SqlStatements.first(
                connection,
                "SELECT reason FROM index_refusal WHERE topic = ? AND part = ? AND"
                    + " record_offset = ?",
                row -> row.getString(1),
                topic,
                partition,
                offset));
  }

  /** Returns how far it is. */
  public IndexPosition position() {
    return database.read(connection -> position(connection));
  }

  /** Returns how far it is, in a transaction of the caller's. */
  public static IndexPosition position(Connection connection) throws SQLException {
    Instant newest =
        Instant.ofEpochMilli(
            SqlStatements.number(connection, "SELECT MAX(emitted_at) FROM index_alert"));
    return SqlStatements.first(
            connection,
            "SELECT index_id, arrived FROM index_source",
            row -> new IndexPosition(row.getString(1), row.getLong(2), newest))
        .orElse(IndexPosition.NOWHERE);
  }

  static <T extends SpecificRecordBase> T decode(Class<T> type, byte[] record) {
    try {
      return AvroCodec.of(type).decode(record);
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("the index has what it did not write", e);
    }
  }
}
