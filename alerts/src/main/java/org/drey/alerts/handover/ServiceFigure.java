package org.drey.alerts.handover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.Track;
import org.drey.rules.words.ReasonMeasure;

/**
 * A number of people or hosts whom an indicator counted on a service, so large that no one is known
 * by it.
 *
 * @param atLeast what was observed, rounded down to a multiple of {@value #STEP}
 * @param window within which
 * @param who they are and what they did
 */
record ServiceFigure(long atLeast, String window, String who) {
  private static final int STEP = 5;

  /** The people and hosts whom the indicators of services count. */
  private static final Map<String, String> COUNTED =
      Map.of(
          "SVC-01",
          "people made small payments to several people in one other country, not known to be"
              + " relatives, and then joined a private session on the service shortly after a"
              + " payment to its host",
          "SVC-02",
          "hosts with new accounts held private paid sessions with at most two viewers",
          "SVC-03",
          "hosts had sessions that users or moderators reported for sexual exploitation of children"
              + " or imminent harm");

  /** Returns those of an alert; none if it is not on a service. */
  static List<ServiceFigure> of(Alert alert) {
    boolean isService =
        alert.getTrack() == Track.ENTITY && alert.getEntityKind() == EntityKind.DOMAIN;
    return isService
        ? COUNTED.keySet().stream().sorted().flatMap(one -> of(alert, one).stream()).toList()
        : List.of();
  }

  /** Returns when what the figures count was found, sorted; other evidence of the alert is not. */
  static List<Instant> times(Alert alert) {
    return alert.getReasons().stream()
        .filter(one -> COUNTED.containsKey(one.getIndicator()))
        .flatMap(one -> one.getEntries().stream())
        .map(ReasonEntry::getTime)
        .sorted()
        .toList();
  }

  private static Optional<ServiceFigure> of(Alert alert, String indicator) {
    Stream<Reason> reasons =
        alert.getReasons().stream().filter(one -> one.getIndicator().equals(indicator));
    return reasons
        .map(
            one ->
                new ServiceFigure(
                    (long) one.getObserved() / STEP * STEP,
                    new ReasonMeasure(one.getObserved(), one.getThreshold(), one.getWindow())
                        .windowWords(),
                    COUNTED.getOrDefault(indicator, "")))
        .filter(one -> one.atLeast > 0)
        .findFirst();
  }

  /** Returns it as a sentence. */
  String sentence() {
    return "Within " + window + " at least " + atLeast + " " + who + ".";
  }
}
