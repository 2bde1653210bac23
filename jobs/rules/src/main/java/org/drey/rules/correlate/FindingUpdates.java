package org.drey.rules.correlate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.correlate.WindowSweep.Step;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which of the findings that have grown are reported again: those of which the reader keeps
 * something. One choice too many costs a record, one too few leaves a ledger with old evidence.
 */
final class FindingUpdates {
  /** A UTC day, in milliseconds. */
  static final long DAY = Duration.ofDays(1).toMillis();

  private final boolean all;
  private final boolean none;
  private final UpdateHandler again;
  private final Map<List<String>, Day> days = new HashMap<>();

  /** A receiver of a finding that is reported again, with what is counted now. */
  interface UpdateHandler {
    void accept(Step finding, int events, long observed);
  }

  private record GrownFinding(Step finding, int events, long observed) {}

  /**
   * The day that a group's findings are at.
   *
   * @param first the time of its first; all of that time are reported, because ids decide
   * @param last of the latest time those that have grown
   * @param lastTime that time
   */
  private record Day(long number, long first, long lastTime, List<GrownFinding> last) {

    Day at(long time) {
      return new Day(number, first, time, List.of());
    }

    Day with(GrownFinding grown) {
      List<GrownFinding> more = new ArrayList<>(last);
      more.add(grown);
      return new Day(number, first, lastTime, more);
    }
  }

  /** Choices for the findings of one rule, in the order of their times. */
  FindingUpdates(CorrelationView view, FindingAudience audience, UpdateHandler again) {
    RuleHead rule = view.rule().head();
    this.all = audience.readsAllAgain(rule);
    this.none = !audience.readsAgain(rule.scoring());
    this.again = again;
  }

  /** The beginning of the UTC day of a time, from which on findings have to be taken. */
  static long dayOf(long time) {
    return Math.floorDiv(time, DAY) * DAY;
  }

  /**
   * A finding that was reported before.
   *
   * @param tally what is counted now, null if it has not grown
   */
  void take(Step finding, @Nullable WindowTally tally) {
    if (none) {
      return;
    }
    if (all) {
      emit(finding, tally);
      return;
    }
    List<String> group = Arrays.asList(finding.member().group());
    long number = dayOf(finding.time());
    Day day = days.get(group);
    if (day == null || day.number() != number) {
      emitLast(day);
      day = new Day(number, finding.time(), finding.time(), List.of());
    }
    if (finding.time() == day.first()) {
      emit(finding, tally);
    } else {
      day = day.lastTime() == finding.time() ? day : day.at(finding.time());
      day =
          tally == null
              ? day
              : day.with(new GrownFinding(finding, tally.events(), tally.observed()));
    }
    days.put(group, day);
  }

  private void emit(Step finding, @Nullable WindowTally tally) {
    if (tally != null) {
      again.accept(finding, tally.events(), tally.observed());
    }
  }

  /**
   * No more of them come for now.
   *
   * @param hasLater whether a finding of the same group and day is later
   */
  void end(Predicate<Step> hasLater) {
    for (Day day : days.values()) {
      if (!day.last().isEmpty() && !hasLater.test(day.last().get(0).finding())) {
        emitLast(day);
      }
    }
  }

  private void emitLast(@Nullable Day day) {
    if (day != null) {
      day.last().forEach(one -> again.accept(one.finding(), one.events(), one.observed()));
    }
  }
}
