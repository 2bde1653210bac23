package org.drey.console.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.explain.AlertGist;
import org.drey.alerts.explain.DueWords;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.explain.SeenWords;
import org.drey.alerts.explain.TrackWords;
import org.drey.base.PlainText;
import org.drey.console.triage.AlertChange;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * An alert in a list.
 *
 * @param brief whom it is about, in one or two words
 * @param isNamed whether the token is a name that is no person's, and is shown whole
 * @param gist what it is, in a few words with numbers
 * @param grounds what tells it from those of the same gist
 * @param track what it is about
 * @param hosts what is assured of those whom it pays or watches
 * @param seen since when it was seen, and when last
 * @param due how urgent it is: overdue, soon, later or none
 * @param time how long there is, or its state; empty of an open one of a replay
 * @param score null where it may not come first
 * @param waiting that it was decided, and what for it is open yet; null if it was not
 * @param victimAlert the alert by which whom it is about may be a victim; null if there is none, or
 *     if it is this one
 */
public record AlertLine(
    String alertId,
    String who,
    String brief,
    String token,
    boolean isNamed,
    String gist,
    String grounds,
    Track track,
    HostAges hosts,
    String seen,
    String due,
    String time,
    String priority,
    @Nullable String score,
    String band,
    @Nullable AlertChange change,
    @Nullable String claim,
    @Nullable String waiting,
    @Nullable String victimAlert) {
  private static final Duration SOON = Duration.ofHours(4);

  /** Returns what a list says of an alert. */
  public static AlertLine of(
      Alert alert,
      RuleBook rules,
      @Nullable AlertChange change,
      @Nullable String claim,
      Instant now) {
    return new AlertLine(
        alert.getAlertId(),
        TrackWords.who(alert),
        TrackWords.brief(alert.getTrack(), alert.getEntityKind()),
        PlainText.text(alert.getEntity()),
        alert.getEntityKind() == EntityKind.DOMAIN,
        new AlertGist(rules).of(alert),
        AlertGist.grounds(alert),
        alert.getTrack(),
        HostAges.of(alert),
        SeenWords.of(alert.getFirstSeen(), alert.getLastSeen(), DueWords.isReplayed(alert), now),
        due(alert, now),
        time(alert, now),
        alert.getPriority().name(),
        alert.getTrack() == Track.VICTIM
            ? null
            : String.format(Locale.ROOT, "%.0f", alert.getScore()),
        alert.getBand().name(),
        shown(alert, change),
        claim,
        null,
        null);
  }

  /** The same of one that was decided, perhaps. */
  AlertLine with(@Nullable String decided) {
    return with(gist, score, decided, victimAlert);
  }

  /** The same of one who may be a victim by another alert, perhaps: then no score comes first. */
  public AlertLine beside(@Nullable String another) {
    return with(gist, another == null ? score : null, waiting, another);
  }

  /** The same with something more important than the numbers, which follow. */
  AlertLine saying(String first) {
    return with(first + "; " + gist, score, waiting, victimAlert);
  }

  private AlertLine with(
      String what, @Nullable String itsScore, @Nullable String decided, @Nullable String another) {
    return new AlertLine(
        alertId, who, brief, token, isNamed, what, grounds, track, hosts, seen, due, time, priority,
        itsScore, band, change, claim, decided, another);
  }

  /** Returns whether it is about children, and cannot wait for another day. */
  boolean isDueForChildren() {
    boolean isOfChildren = track == Track.VICTIM || track == Track.RECEIVER;
    return (isOfChildren || victimAlert != null || hosts.haveChildren())
        && (priority.equals(Priority.P0.name()) || priority.equals(Priority.P1.name()));
  }

  /**
   * Returns what it has in common with those that are like it: all that a list says but who. No
   * other is like one with hosts who are assured to be children: it is decided alone.
   */
  List<String> likeness() {
    if (hosts.haveChildren()) {
      return List.of(alertId);
    }
    return List.of(
        who,
        brief,
        gist,
        grounds,
        due,
        priority,
        score == null ? "" : band,
        String.valueOf(change),
        String.valueOf(claim),
        String.valueOf(waiting),
        String.valueOf(victimAlert));
  }

  /** A child's points are not shown, nor what became of them. */
  static @Nullable AlertChange shown(Alert alert, @Nullable AlertChange change) {
    return change == null || alert.getTrack() != Track.VICTIM ? change : change.withoutPoints();
  }

  static String due(Alert alert, Instant now) {
    Instant due = DueWords.due(alert);
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
    if (alert.getState() != AlertState.OPEN) {
      return alert.getState().name().toLowerCase(Locale.ROOT)
          + (alert.getClosedBy() == null
              ? ""
              : " by " + alert.getClosedBy().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (DueWords.isReplayed(alert)) {
      return "";
    }
    Instant due = DueWords.due(alert);
    return due == null ? "nothing due" : DueWords.left(due, now);
  }
}
