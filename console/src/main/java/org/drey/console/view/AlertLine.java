package org.drey.console.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.explain.PlainText;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.explain.StreamWords;
import org.drey.alerts.explain.TimeWords;
import org.drey.alerts.explain.TrackWords;
import org.drey.console.triage.AlertChange;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * An alert in a list.
 *
 * @param due how urgent it is: overdue, soon, later or none
 * @param time how long there is, or its state
 * @param score null where it may not come first
 * @param waiting that it was decided, and what for it is open yet; null if it was not
 * @param victimAlert the alert by which whom it is about may be a victim; null if there is none, or
 *     if it is this one
 */
public record AlertLine(
    String alertId,
    String who,
    String token,
    String sentence,
    String due,
    String time,
    String priority,
    @Nullable String score,
    String band,
    String streams,
    @Nullable AlertChange change,
    @Nullable String claim,
    @Nullable String waiting,
    @Nullable String victimAlert) {
  private static final Duration SOON = Duration.ofHours(4);
  private static final int SENTENCES = 2;

  /** Returns what a list says of an alert. */
  public static AlertLine of(
      Alert alert,
      RuleBook rules,
      @Nullable AlertChange change,
      @Nullable String claim,
      Instant now) {
    List<String> strongest =
        alert.getReasons().stream().limit(SENTENCES).map(rules::sentence).toList();
    return new AlertLine(
        alert.getAlertId(),
        TrackWords.who(alert),
        PlainText.text(alert.getEntity()),
        PlainText.text(String.join(" ", strongest)),
        due(alert, now),
        time(alert, now),
        alert.getPriority().name(),
        alert.getTrack() == Track.VICTIM
            ? null
            : String.format(Locale.ROOT, "%.0f", alert.getScore()),
        alert.getBand().name(),
        String.join(", ", StreamWords.of(alert.getStreams())),
        shown(alert, change),
        claim,
        null,
        null);
  }

  /** The same of one that was decided, perhaps. */
  AlertLine with(@Nullable String decided) {
    return with(score, decided, victimAlert);
  }

  /** The same of one who may be a victim by another alert, perhaps: then no score comes first. */
  public AlertLine beside(@Nullable String another) {
    return with(another == null ? score : null, waiting, another);
  }

  private AlertLine with(
      @Nullable String itsScore, @Nullable String decided, @Nullable String another) {
    return new AlertLine(
        alertId, who, token, sentence, due, time, priority, itsScore, band, streams, change, claim,
        decided, another);
  }

  /** A child's points are not shown, nor what became of them. */
  static @Nullable AlertChange shown(Alert alert, @Nullable AlertChange change) {
    return change == null || alert.getTrack() != Track.VICTIM ? change : change.withoutPoints();
  }

  static String due(Alert alert, Instant now) {
    Instant due = alert.getDueBy();
    if (alert.getState() != AlertState.OPEN || due == null) {
      return "none";
    }
    Duration left = Duration.between(now, due);
    if (left.isNegative()) {
      return "overdue";
    }
    return left.compareTo(SOON) < 0 ? "soon" : "later";
  }

  private static String time(Alert alert, Instant now) {
    Instant due = alert.getDueBy();
    if (alert.getState() != AlertState.OPEN) {
      return alert.getState().name().toLowerCase(Locale.ROOT)
          + (alert.getClosedBy() == null
              ? ""
              : " by " + alert.getClosedBy().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (due == null) {
      return "nothing due";
    }
    Duration left = Duration.between(now, due);
    return left.isNegative() ? "overdue " + TimeWords.words(left) : TimeWords.words(left) + " left";
  }
}
