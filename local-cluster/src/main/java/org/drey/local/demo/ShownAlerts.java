package org.drey.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertLines;
import org.drey.event.Alert;
import org.drey.event.Track;

/**
 * The alerts that a screen has room for: one of each kind, so that who watches sees what kinds
 * there are, and the most urgent of each. Whom a page of an alert does not name, the screen does
 * not either.
 *
 * @param alerts a pattern that was found by Drey first, what was reported last
 */
record ShownAlerts(List<Alert> alerts) {
  private static final int REASONS = 3;
  private static final String INDENT = " ".repeat(10);

  /** Streams of reports from outside. */
  private static final String REPORTS = "SIGNAL";

  private static final List<Predicate<Alert>> KINDS =
      List.of(
          alert -> isFound(alert) && alert.getTrack() == Track.PAYER,
          alert -> alert.getTrack() == Track.VICTIM,
          alert -> alert.getTrack() == Track.RECEIVER,
          alert -> isFound(alert) && alert.getTrack() == Track.FACILITATOR,
          alert -> alert.getTrack() == Track.ENTITY,
          alert -> !isFound(alert));

  /**
   * Returns one of each kind, first a pattern that was found, last what was reported.
   *
   * @param alerts all, the most urgent first
   */
  static ShownAlerts of(List<Alert> alerts) {
    PossibleVictims victims = PossibleVictims.of(alerts);
    List<Alert> shown = new ArrayList<>();
    for (Predicate<Alert> kind : KINDS) {
      alerts.stream()
          .filter(kind)
          .filter(alert -> !shown.contains(alert))
          .findFirst()
          .ifPresent(shown::add);
    }
    return new ShownAlerts(shown.stream().map(victims::masked).toList());
  }

  /** The lines of all: the first one with its reasons, of the others the strongest. */
  List<String> lines(AlertLines text) {
    List<String> lines = new ArrayList<>();
    for (Alert alert : alerts) {
      boolean isFirst = lines.isEmpty();
      lines.add(AlertLines.head(alert));
      lines.addAll(
          isFirst ? text.details(alert, REASONS) : List.of(INDENT + text.strongest(alert)));
    }
    return lines;
  }

  /**
   * The reasons of an alert, without those whom no page about it names.
   *
   * @param all who of them may be a victim is not named
   */
  static List<String> details(Alert alert, List<Alert> all, AlertLines text) {
    return text.details(PossibleVictims.of(all).masked(alert), REASONS);
  }

  /** Returns whether Drey found it by itself: no reason of it is a report from outside. */
  private static boolean isFound(Alert alert) {
    return !alert.getReasons().isEmpty()
        && alert.getReasons().stream().noneMatch(one -> one.getStreams().contains(REPORTS));
  }
}
