package org.drey.console.work;

import java.time.Instant;
import java.util.List;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.Verdict;
import org.jspecify.annotations.Nullable;

/** Verdicts that were given here, and where they went. */
public final class SentVerdicts {
  private final ConsoleDatabase database;

  /**
   * A verdict.
   *
   * @param topic its full name; of a folder the file
   * @param partition null in a folder, and until a topic has confirmed it
   * @param offset null where the partition is
   */
  public record SentVerdict(
      String verdictId,
      String alertId,
      String analyst,
      String verdict,
      Instant time,
      String topic,
      @Nullable Integer partition,
      @Nullable Long offset) {
    /** A verdict, where it is or is to be. */
    public static SentVerdict of(
        Verdict verdict, String topic, @Nullable Integer partition, @Nullable Long offset) {
      return new SentVerdict(
          verdict.getVerdictId(),
          verdict.getAlertId(),
          verdict.getAnalyst(),
          verdict.getVerdict().name(),
          verdict.getVerdictTime(),
          topic,
          partition,
          offset);
    }
  }

  /** Verdicts in a database. */
  public SentVerdicts(ConsoleDatabase database) {
    this.database = database;
  }

  /** Keeps a verdict; of one that was sent again the first counts, as it does for the job. */
  public void add(SentVerdict sent) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "INSERT INTO work_sent (verdict_id, alert_id, analyst, verdict, verdict_time,"
                    + " topic, part, record_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (alert_id, verdict_id) DO NOTHING",
                sent.verdictId(),
                sent.alertId(),
                sent.analyst(),
                sent.verdict(),
                sent.time().toEpochMilli(),
                sent.topic(),
                sent.partition(),
                sent.offset()));
  }

  /** Notes the place of a verdict that was kept before. */
  public void confirm(SentVerdict sent) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "UPDATE work_sent SET part = ?, record_offset = ?"
                    + " WHERE alert_id = ? AND verdict_id = ? AND part IS NULL",
                sent.partition(),
                sent.offset(),
                sent.alertId(),
                sent.verdictId()));
  }

  /** Forgets one that was not given. */
  public void remove(SentVerdict sent) {
    database.write(
        connection ->
            SqlStatements.run(
                connection,
                "DELETE FROM work_sent WHERE alert_id = ? AND verdict_id = ?",
                sent.alertId(),
                sent.verdictId()));
  }

  /** Those on an alert, the newest first. */
  public List<SentVerdict> of(String alertId) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT verdict_id, analyst, verdict, verdict_time, topic, part, record_offset"
                    + " FROM work_sent WHERE alert_id = ? ORDER BY verdict_time DESC, verdict_id",
                row ->
                    new SentVerdict(
                        row.getString(1),
                        alertId,
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getString(5),
                        (Integer) row.getObject(6),
                        row.getObject(7) == null ? null : row.getLong(7)),
                alertId));
  }
}
