package org.drey.streaming.operator;

import org.drey.blocklist.enforcement.BlockEvidence;
import org.drey.blocklist.live.ListSet.ListHit;
import org.drey.event.Action;
import org.drey.event.Decision;
import org.drey.event.Enforced;
import org.jspecify.annotations.Nullable;

/**
 * The decision on an event that meets an entry of a list.
 *
 * @param met the entry
 * @param decision what should have happened
 * @param enforced whether the event shows that it did
 * @param action what a stage that shows no page is asked to do, null for nothing
 */
record ListDecision(ListHit met, Decision decision, Enforced enforced, @Nullable Action action) {

  /** Returns what an entry decides, as signals say it. */
  static Decision decision(ListHit met) {
    return Decision.valueOf(met.match().decision().name());
  }

  /** Returns whether something was blocked, as signals say it. */
  static Enforced enforced(BlockEvidence blocked) {
    return Enforced.valueOf(blocked.name());
  }

  /** Returns whether something that is to be blocked was answered as if it were not listed. */
  boolean isGap() {
    return decision == Decision.SPLASH && enforced == Enforced.NO;
  }
}
