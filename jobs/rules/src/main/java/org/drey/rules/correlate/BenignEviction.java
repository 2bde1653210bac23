package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;

/**
 * Takes out of a log what benign rules can spare. Most people look benign, and such a rule counts
 * for months: of events that have settled it needs only so many of the latest that one more
 * completes a finding. What it then observes is at least its threshold.
 */
final class BenignEviction {
  /** The most observations that are gone through for it. */
  private static final int MAX_SEARCHED = 64;

  private final CorrelationViews views;
  private final EntityLog log;
  private final long clock;
  private final Map<List<Object>, Integer> kept = new HashMap<>();

  BenignEviction(CorrelationViews views, EntityLog log, long clock) {
    this.views = views;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Returns how many settled events of a group a view needs; all of them if it is not a benign
   * count.
   */
  static int needs(CorrelationRule rule, boolean isUsed) {
    boolean counts = rule.type() == CorrelationRule.Type.EVENT_COUNT && rule.isMonotone();
    boolean benign = rule.head().scoring() != null && rule.head().scoring().isBenign();
    if (!counts || !benign || isUsed) {
      return Integer.MAX_VALUE;
    }
    long limit =
        rule.threshold().bounds().stream()
            .mapToLong(CorrelationRule.Condition.Bound::limit)
            .max()
            .orElse(1);
    return (int) Math.max(1, Math.min(limit, Integer.MAX_VALUE));
  }

  /** Takes out what is not needed, of a log that is short enough to be gone through. */
  void takeOut() {
    if (log.size() > MAX_SEARCHED) {
      return;
    }
    List<Integer> spare = new ArrayList<>();
    for (int rank = log.size() - 1; rank >= 0; rank--) {
      if (isSpare(log.get(rank))) {
        spare.add(0, rank);
      }
    }
    log.remove(spare);
  }

  private boolean isSpare(LoggedEvent observation) {
    boolean spare = true;
    for (CorrelationView view : views.readersOf(log.entity(), observation)) {
      for (Member member : view.members(log.entity(), observation)) {
        spare &= isSpare(view, member, observation.time());
      }
    }
    return spare;
  }

  private boolean isSpare(CorrelationView view, Member member, long time) {
    if (ObservationRetention.settled(view.rule(), time, member.since()) > clock) {
      return false;
    }
    List<Object> group = List.of(view.number(), Arrays.asList(member.group()));
    return kept.merge(group, 1, Integer::sum) > views.needs(view);
  }
}
