package org.drey.console.work;

import java.time.Instant;
import java.util.List;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.Verdict;

/**
 * The first choice of each second analyst before seeing the first decision: kept, for after that
 * another choice is no longer one's own.
 */
public final class FirstChoices {
  private final ConsoleDatabase database;

  /**
   * A choice.
   *
   * @param proposalId the verdict of another analyst that was shown on it
   */
  public record FirstChoice(
      String proposalId, String analyst, Instant at, String verdict, String reason) {
    /** Returns whether a verdict is what was chosen. */
    public boolean isGivenBy(Verdict given) {
      return given.getAnalyst().equals(analyst) && says(given);
    }

    /** Returns whether a verdict says the same, with the same reason. */
    public boolean says(Verdict other) {
      return other.getVerdict().name().equals(verdict) && other.getReason().name().equals(reason);
    }
  }

  /** Choices in a database. */
  public FirstChoices(ConsoleDatabase database) {
    this.database = database;
  }

  /** Keeps what was chosen before these were shown; of one shown again, the first choice stays. */
  public void add(Verdict chosen, List<Verdict> shown) {
    if (shown.isEmpty()) {
      return;
    }
    database.write(
        connection -> {
          for (Verdict one : shown) {
            SqlStatements.run(
                connection,
                "INSERT INTO work_choice (proposal_id, analyst, alert_id, chosen_at, verdict,"
                    + " reason) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (alert_id, proposal_id, analyst) DO NOTHING",
                one.getVerdictId(),
                chosen.getAnalyst(),
                chosen.getAlertId(),
                chosen.getVerdictTime().toEpochMilli(),
                chosen.getVerdict().name(),
                chosen.getReason().name());
          }
        });
  }

  /** Those on an alert, the oldest first. */
  public List<FirstChoice> of(String alertId) {
    return database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT proposal_id, analyst, chosen_at, verdict, reason FROM work_choice"
                    + " WHERE alert_id = ? ORDER BY chosen_at, proposal_id",
                row ->
                    new FirstChoice(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getString(4),
                        row.getString(5)),
                alertId));
  }
}
