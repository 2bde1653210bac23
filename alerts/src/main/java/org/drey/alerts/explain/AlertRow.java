package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.EntityKind;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list: one alert.
 *
 * @param dueBy milliseconds since 1970; null if nothing is due
 * @param strongest the sentence of its largest reason
 * @param waiting who decided what, and what that waits for: the job or a second analyst; null if
 *     nothing waits
 * @param victimAlert the alert by which whom it is about may be a victim; null if there is none, or
 *     if it is this one
 */
public record AlertRow(
    String alertId,
    AlertState state,
    Priority priority,
    @Nullable Long dueBy,
    Track track,
    EntityKind entityKind,
    String entity,
    String tokenDomain,
    int keyVersion,
    double score,
    Band band,
    @Nullable String verdict,
    @Nullable String closedBy,
    String strongest,
    @Nullable String waiting,
    @Nullable String victimAlert) {
  private static final int LEAST_LETTERS = 8;
  private static final String INDENT = "    ";

  /** By priority, then by when they are due, then the highest score first. */
  public static final Comparator<AlertRow> BY_URGENCY =
      Comparator.comparing((AlertRow row) -> row.priority() == Priority.UNKNOWN)
          .thenComparing(AlertRow::priority)
          .thenComparing(AlertRow::dueBy, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
          .thenComparing(Comparator.comparingDouble(AlertRow::score).reversed())
          .thenComparing(AlertRow::alertId);

  /** Returns what a list keeps of an alert on which there are no verdicts that it does not name. */
  public static AlertRow of(Alert alert, AlertLines words) {
    return of(alert, words, null);
  }

  /** Returns what a list keeps of an alert and the verdicts on it. */
  public static AlertRow of(VerdictHistory history, AlertLines words) {
    return of(history.alert(), words, AlertStatus.waiting(history));
  }

  private static AlertRow of(Alert alert, AlertLines words, @Nullable String waiting) {
    return new AlertRow(
        alert.getAlertId(),
        alert.getState(),
        alert.getPriority(),
        alert.getDueBy() == null ? null : alert.getDueBy().toEpochMilli(),
        alert.getTrack(),
        alert.getEntityKind(),
        alert.getEntity(),
        alert.getTokenDomain(),
        alert.getKeyVersion(),
        alert.getScore(),
        alert.getBand(),
        alert.getVerdict(),
        alert.getClosedBy(),
        words.strongest(alert),
        waiting,
        null);
  }

  /** Returns who of some lists may be a victim. */
  public static PossibleVictims victims(Collection<AlertRow> rows) {
    PossibleVictims victims = new PossibleVictims();
    rows.forEach(
        row -> victims.learn(row.alertId(), EntityNames.mayBeVictim(row.track(), row.state())));
    return victims;
  }

  /** Returns the same row, with the alert by which whom it is about may be a victim. */
  public AlertRow beside(PossibleVictims victims) {
    return new AlertRow(
        alertId,
        state,
        priority,
        dueBy,
        track,
        entityKind,
        entity,
        tokenDomain,
        keyVersion,
        score,
        band,
        verdict,
        closedBy,
        strongest,
        waiting,
        victims.beside(alertId, new EntityKey(tokenDomain, keyVersion, entityKind.name(), entity)));
  }

  /** Returns how many of the first letters no two ids of these have in common; eight at least. */
  public static int uniqueLetters(Collection<AlertRow> rows) {
    int letters = LEAST_LETTERS;
    int longest = rows.stream().mapToInt(row -> row.alertId().length()).max().orElse(0);
    while (letters < longest && !areApart(rows, letters)) {
      letters++;
    }
    return letters;
  }

  private static boolean areApart(Collection<AlertRow> rows, int letters) {
    Set<String> seen = new HashSet<>();
    return rows.stream().allMatch(row -> seen.add(row.id(letters)));
  }

  private String id(int letters) {
    return alertId.substring(0, Math.min(letters, alertId.length()));
  }

  /**
   * Returns how urgent, and about whom; why; and what a verdict on it waits for, if there is one.
   */
  public List<String> lines(int letters, int width, Instant now) {
    String head =
        String.format(
            Locale.ROOT,
            "%s  %s  %s  %s  %s %s",
            id(letters),
            state == AlertState.OPEN ? priority + " " + time(now) : closed(),
            standing(),
            EventWords.words(track.name()),
            TrackWords.kind(entityKind),
            entity);
    List<String> lines = new ArrayList<>();
    lines.add(cut(PlainText.text(head), width));
    lines.add(cut(INDENT + strongest, width));
    if (waiting != null) {
      lines.add(cut(PlainText.text(INDENT + waiting), width));
    }
    return lines;
  }

  /** The score, where it says something: of a young person it does not, on no track. */
  private String standing() {
    if (victimAlert != null) {
      return "also victim: " + PossibleVictims.shortened(victimAlert);
    }
    return track == Track.VICTIM
        ? "help first"
        : String.format(Locale.ROOT, "%.1f %s", score(), band());
  }

  private String time(Instant now) {
    if (dueBy == null) {
      return "nothing due";
    }
    Duration left = Duration.between(now, Instant.ofEpochMilli(dueBy));
    return left.isNegative() ? "overdue " + TimeWords.words(left) : TimeWords.words(left) + " left";
  }

  private String closed() {
    return EventWords.words(state.name()) + (closedBy == null ? "" : " by " + closedBy);
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
