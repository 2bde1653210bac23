package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on the alert of an entity and track.
 *
 * @param kept each id once, in the order in which the fold takes them in
 * @param suppressed how many entries they suppressed in what is settled
 */
public record Verdicts(List<KeptVerdict> kept, int suppressed) {
  static final Verdicts NONE = new Verdicts(List.of(), 0);

  /**
   * With one more, or itself if that changes nothing: a verdict counts once, and of records that
   * differ under one id the first by {@link Verdict#FIRST}, unless the other has settled.
   *
   * @param until what is not later than this is settled
   */
  Verdicts with(Verdict verdict, long until) {
    KeptVerdict known = byId(verdict.id());
    if (known != null
        && (known.isSettled() || Verdict.FIRST.compare(known.verdict(), verdict) <= 0)) {
      return this;
    }
    List<KeptVerdict> next = new ArrayList<>(kept);
    next.remove(known);
    next.add(KeptVerdict.of(verdict, verdict.actsAt() <= until ? until + 1 : 0));
    next.sort(KeptVerdict.ORDER);
    return new Verdicts(List.copyOf(next), suppressed);
  }

  @Nullable KeptVerdict byId(String id) {
    return kept.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  /** When the newest was given, {@link Long#MIN_VALUE} if there is none. */
  long newest() {
    return kept.stream().mapToLong(one -> one.verdict().actsAt()).max().orElse(Long.MIN_VALUE);
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }
}
