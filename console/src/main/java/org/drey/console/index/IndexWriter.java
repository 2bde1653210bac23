package org.drey.console.index;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.explain.DueWords;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.AlertClaims;
import org.drey.console.work.SeenContent;
import org.drey.console.work.WorkErasure;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** Writes records into the index: of each the highest revision stays, in any order of coming. */
final class IndexWriter {
  private static final String UPSERT_ALERT =
      "INSERT INTO index_alert (alert_id, generation, revision, arrived, state, track, urgency,"
          + " deadline, score, entity, streams, emitted_at, verdict, verdict_time, content,"
          + " record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (alert_id) DO UPDATE SET generation = excluded.generation,"
          + " revision = excluded.revision,"
          // A row that is written again is not news.
          + " arrived = CASE WHEN (excluded.generation, excluded.revision)"
          + " > (index_alert.generation, index_alert.revision)"
          + " THEN excluded.arrived ELSE index_alert.arrived END, state = excluded.state,"
          + " track = excluded.track, urgency = excluded.urgency,"
          + " deadline = excluded.deadline, score = excluded.score,"
          + " entity = excluded.entity, streams = excluded.streams,"
          + " emitted_at = excluded.emitted_at, verdict = excluded.verdict,"
          + " verdict_time = excluded.verdict_time, content = excluded.content,"
          + " record = excluded.record"
          + " WHERE (excluded.generation, excluded.revision)"
          + " >= (index_alert.generation, index_alert.revision)";

  private final Connection connection;
  private final IndexErasure erasing;
  private long arrived;

  /**
   * A writer inside a transaction.
   *
   * @param erasing who is not written any more
   */
  IndexWriter(Connection connection, IndexErasure erasing) throws SQLException {
    this.connection = connection;
    this.erasing = erasing;
    this.arrived = SqlStatements.number(connection, "SELECT arrived FROM index_source");
  }

  /** Takes an alert, a verdict or a case; requests of erasure are carried out before. */
  void take(SpecificRecordBase datum) throws SQLException {
    if (datum instanceof Alert alert) {
      Alert shown = erasing.shown(alert);
      if (shown != null) {
        alert(shown);
      }
    } else if (datum instanceof Verdict verdict) {
      if (erasing.isShown(verdict)) {
        verdict(verdict);
      }
    } else if (datum instanceof Case one) {
      Case shown = erasing.shown(connection, one);
      if (shown != null) {
        star(shown);
      }
    }
  }

  /** Notes rows that cannot be read. */
  void unreadable(IndexGaps.Gap gap) throws SQLException {
    IndexGaps.note(connection, gap);
  }

  /** The job refused what is there on a topic. */
  void refused(DeadLetter letter) throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO index_refusal (topic, part, record_offset, reason) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (topic, part, record_offset) DO UPDATE SET reason = excluded.reason",
        letter.getTopic(),
        letter.getPartition(),
        letter.getOffset(),
        letter.getReason() + ": " + letter.getDetail());
  }

  /** The record of a key was deleted; nothing of it stays. */
  void removed(String topic, String key) throws SQLException {
    switch (topic) {
      case TopicNames.ALERTS -> {
        IndexRows.removeAlert(connection, key);
        WorkErasure.forget(connection, key);
      }
      case TopicNames.VERDICTS ->
          SqlStatements.run(connection, "DELETE FROM index_verdict WHERE verdict_key = ?", key);
      case TopicNames.CASES -> {
        IndexRows.removeCase(connection, key);
      }
      default -> {
        return; // what is written once is never deleted by its key
      }
    }
  }

  /** The next record to read of a partition, or the next byte of a file; ends what was written. */
  void end(String topic, int partition, long next) throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO index_offset (topic, part, next_offset) VALUES (?, ?, ?)"
            + " ON CONFLICT (topic, part) DO UPDATE SET next_offset = excluded.next_offset",
        topic,
        partition,
        next);
    SqlStatements.run(connection, "UPDATE index_source SET arrived = ?", arrived);
  }

  private void alert(Alert alert) throws SQLException {
    arrived++;
    IndexGaps.close(connection, alert.getAlertId());
    String content = SeenContent.of(alert).text();
    revision(alert, content);
    if (alert.getState() != AlertState.OPEN) {
      AlertClaims.end(connection, alert.getAlertId(), alert.getEmittedAt());
    }
    Instant due = DueWords.due(alert); // those of a replay are in the order of their scores
    SqlStatements.run(
        connection,
        UPSERT_ALERT,
        alert.getAlertId(),
        alert.getGeneration(),
        alert.getRevision(),
        arrived,
        alert.getState().name(),
        alert.getTrack().name(),
        UrgencyOrder.of(alert.getPriority()),
        due == null ? Long.MAX_VALUE : due.toEpochMilli(),
        alert.getScore(),
        alert.getEntity(),
        words(alert.getStreams()),
        alert.getEmittedAt().toEpochMilli(),
        alert.getVerdict(),
        verdictTime(alert),
        content,
        AvroCodec.of(Alert.class).encode(alert));
  }

  private static @Nullable Long verdictTime(Alert alert) {
    return alert.getVerdictTime() == null ? null : alert.getVerdictTime().toEpochMilli();
  }

  private void revision(Alert alert, String content) throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO index_revision (alert_id, generation, revision, arrived, emitted_at, as_of,"
            + " state, score, band, priority, verdict_time, content)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (alert_id, generation, revision) DO NOTHING",
        alert.getAlertId(),
        alert.getGeneration(),
        alert.getRevision(),
        arrived,
        alert.getEmittedAt().toEpochMilli(),
        alert.getAsOf().toEpochMilli(),
        alert.getState().name(),
        alert.getScore(),
        alert.getBand().name(),
        alert.getPriority().name(),
        verdictTime(alert),
        content);
  }

  private void verdict(Verdict verdict) throws SQLException {
    SqlStatements.run(
        connection,
        "INSERT INTO index_verdict (verdict_key, alert_id, verdict_time, verdict, analyst,"
            + " body, record) VALUES (?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (verdict_key) DO UPDATE SET verdict_time = excluded.verdict_time,"
            + " verdict = excluded.verdict,"
            + " analyst = excluded.analyst, body = excluded.body,"
            + " record = excluded.record"
            + " WHERE (excluded.verdict_time, excluded.body)"
            + " < (index_verdict.verdict_time, index_verdict.body)",
        VerdictKey.of(verdict),
        verdict.getAlertId(),
        verdict.getVerdictTime().toEpochMilli(),
        verdict.getVerdict().name(),
        verdict.getAnalyst(),
        verdict.toString().getBytes(StandardCharsets.UTF_8), // compared byte by byte
        AvroCodec.of(Verdict.class).encode(verdict));
  }

  private void star(Case one) throws SQLException {
    int written =
        SqlStatements.run(
            connection,
            "INSERT INTO index_case (case_id, generation, revision, members, record)"
                + " VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (case_id) DO UPDATE SET generation = excluded.generation,"
                + " revision = excluded.revision, members = excluded.members,"
                + " record = excluded.record"
                + " WHERE (excluded.generation, excluded.revision)"
                + " >= (index_case.generation, index_case.revision)",
            one.getCaseId(),
            one.getGeneration(),
            one.getRevision(),
            one.getMembers().size(),
            AvroCodec.of(Case.class).encode(one));
    if (written == 0) {
      return; // an older one
    }
    IndexRows.setMembers(connection, one);
  }

  private static String words(List<String> all) {
    return all.stream().distinct().collect(Collectors.joining(" ", " ", " "));
  }
}
