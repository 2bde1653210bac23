package org.drey.alerts.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on one alert, in the order in which they take effect.
 *
 * @param alert as it is now
 * @param verdicts by time of effect, then id
 * @param takenBack ids of those that a later one took back
 */
public record History(Alert alert, List<Verdict> verdicts, Set<String> takenBack) {
  /** A verdict can be taken back for so long after it took effect. */
  public static final Duration CAN_BE_TAKEN_BACK = Duration.ofDays(90);

  private static final Comparator<Verdict> ORDER =
      Comparator.comparing(History::actsAt).thenComparing(Verdict::getVerdictId);

  /** The history of an alert. */
  public static History of(Alert alert, Collection<Verdict> verdicts) {
    List<Verdict> ordered = new ArrayList<>(verdicts);
    ordered.sort(ORDER);
    return new History(alert, List.copyOf(ordered), takenBackOf(ordered));
  }

  private static Set<String> takenBackOf(List<Verdict> verdicts) {
    Map<String, Verdict> byId = new HashMap<>();
    verdicts.forEach(one -> byId.put(one.getVerdictId(), one));
    Set<String> ids = new HashSet<>();
    for (Verdict one : verdicts) {
      Verdict undone = one.getTakesBack() == null ? null : byId.get(one.getTakesBack());
      if (undone != null && !isTooLate(undone, actsAt(one))) {
        ids.add(undone.getVerdictId());
      }
    }
    return Set.copyOf(ids);
  }

  /** When a verdict takes effect: not before what it saw. */
  public static Instant actsAt(Verdict verdict) {
    Instant given = verdict.getVerdictTime();
    return given.isBefore(verdict.getAsOf()) ? verdict.getAsOf() : given;
  }

  /** Whether a verdict can no longer be taken back at a time. */
  public static boolean isTooLate(Verdict verdict, Instant at) {
    return at.isAfter(actsAt(verdict).plus(CAN_BE_TAKEN_BACK));
  }

  /** Whether a verdict ended the episode that the alert shows; quiet may have. */
  public boolean isClosedByVerdict() {
    return alert.getState() == AlertState.CLOSED && alert.getClosedBy() != null;
  }

  /**
   * The verdict that ended the episode shown: the first of the kind that {@code closed_by} names
   * which saw no later evidence than the episode has. Null if none did, or if it is not among those
   * that were read.
   */
  public @Nullable Verdict closing() {
    if (!isClosedByVerdict()) {
      return null;
    }
    return verdicts.stream()
        .filter(one -> one.getVerdict().name().equals(alert.getClosedBy()))
        .filter(one -> !takenBack.contains(one.getVerdictId()))
        .filter(one -> !actsAt(one).isBefore(alert.getAsOf()))
        .findFirst()
        .orElse(null);
  }

  /** The closing verdicts that can still be taken back at a time, the newest first. */
  public List<Verdict> canBeTakenBack(Instant now) {
    return verdicts.stream()
        .filter(one -> isClosing(one) && !takenBack.contains(one.getVerdictId()))
        .filter(one -> !isTooLate(one, now))
        .sorted(ORDER.reversed())
        .toList();
  }

  private static boolean isClosing(Verdict verdict) {
    VerdictType type = Kinds.type(verdict);
    return type != null && type.closes();
  }
}
