package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on the alert of an entity and track. Analysts give them one by one, so they are few;
 * all of them stay as long as their alert does.
 *
 * @param kept each id once, in the order in which the fold takes them in
 * @param suppressed how many entries they suppressed that are forgotten by now
 */
public record AlertVerdicts(List<StoredVerdict> kept, int suppressed) {
  /**
   * The most verdicts that one alert takes: many times what analysts give, and as many as a fold
   * can judge at once. One more is refused, however early: to leave out an older one instead could
   * undo what it did.
   */
  public static final int MAX_VERDICTS = 100;

  static final AlertVerdicts NONE = new AlertVerdicts(List.of(), 0);

  /** For how long after a verdict it may be taken back. */
  private static final long TAKEN_BACK_MILLIS = 90 * LedgerEntry.DAY;

  private static final Comparator<StoredVerdict> NEWEST =
      Comparator.<StoredVerdict>comparingLong(one -> one.verdict().actsAt())
          .thenComparing(StoredVerdict::id);

  /**
   * With one more, or itself if that changes nothing: a verdict counts once, and of records that
   * differ under one id the first by {@link Verdict#FIRST}, unless the other has settled.
   *
   * @param until what is not later than this is settled
   */
  AlertVerdicts with(Verdict verdict, long until) {
    StoredVerdict known = byId(verdict.id());
    if (refuses(verdict) || isBeforeInItsId(known, verdict)) {
      return this;
    }
    List<StoredVerdict> next = new ArrayList<>(kept);
    next.remove(known);
    next.add(StoredVerdict.of(verdict, verdict.actsAt() <= until ? until + 1 : 0));
    next.sort(StoredVerdict.ORDER);
    AlertVerdicts all = new AlertVerdicts(List.copyOf(next), suppressed);
    return all.changed(one -> all.isUndoneLate(one) ? one.undone(until + 1) : one);
  }

  private static boolean isBeforeInItsId(@Nullable StoredVerdict known, Verdict verdict) {
    return known != null
        && (known.isSettled() || Verdict.FIRST.compare(known.verdict(), verdict) <= 0);
  }

  /** Returns whether one more is refused: not another record of one that is known. */
  boolean refuses(Verdict verdict) {
    return kept.size() >= MAX_VERDICTS && byId(verdict.id()) == null;
  }

  private AlertVerdicts changed(UnaryOperator<StoredVerdict> change) {
    return new AlertVerdicts(kept.stream().map(change).toList(), suppressed);
  }

  /**
   * Returns whether it is taken back, but has settled: then only from the end of what is settled.
   */
  private boolean isUndoneLate(StoredVerdict one) {
    return one.effect() == Effect.ACTED
        && one.undone() == StoredVerdict.NOT_UNDONE
        && isTakenBack(one);
  }

  @Nullable StoredVerdict byId(@Nullable String id) {
    return kept.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  /** Returns whether another verdict takes it back, in time. */
  boolean isTakenBack(StoredVerdict one) {
    return kept.stream().anyMatch(other -> takesBack(other, one));
  }

  private static boolean takesBack(StoredVerdict reopening, @Nullable StoredVerdict closing) {
    return closing != null
        && closing.verdict().type().closes()
        && closing.id().equals(reopening.verdict().takesBack())
        && reopening.verdict().actsAt() <= closing.verdict().actsAt() + TAKEN_BACK_MILLIS;
  }

  /** Returns when episodes that quiet had ended are open again, because a verdict is taken back. */
  List<Long> reopenings() {
    List<Long> times = new ArrayList<>();
    for (StoredVerdict one : kept) {
      StoredVerdict other =
          one.verdict().type().takesBack() ? byId(one.verdict().takesBack()) : null;
      if (other != null && takesBack(one, other)) {
        times.add(Math.max(one.foldedAt(), other.foldedAt()));
      }
    }
    return times;
  }

  /** Those that have settled and acted. */
  List<ActingVerdict> acting() {
    return kept.stream()
        .filter(one -> one.effect() == Effect.ACTED)
        .map(ActingVerdict::of)
        .toList();
  }

  /**
   * With those settled that are not later than a time: what they did stays.
   *
   * @param effects what the closing ones among them did, by id
   */
  AlertVerdicts settled(Map<String, Effect> effects, long until) {
    return changed(
        one ->
            one.isSettled() || one.foldedAt() > until
                ? one
                : one.settled(effects.getOrDefault(one.id(), Effect.NOTHING)));
  }

  AlertVerdicts withSuppressed(int more) {
    return new AlertVerdicts(kept, suppressed + more);
  }

  /**
   * Returns what an alert says of them.
   *
   * @param effects what those did that have not settled, by id
   * @param closedBy the one that closed the episode shown, null if none did
   * @param present how many entries that are not forgotten they suppress
   */
  VerdictSummary judgement(Map<String, Effect> effects, @Nullable String closedBy, int present) {
    StoredVerdict newest = kept.stream().max(NEWEST).orElse(null);
    if (newest == null) {
      return VerdictSummary.NONE;
    }
    Effect effect = effects.getOrDefault(newest.id(), newest.effect());
    StoredVerdict closing = byId(closedBy);
    return new VerdictSummary(
        effect == Effect.LACKED_EYES ? VerdictType.NEEDS_MORE : newest.verdict().type(),
        newest.verdict().time(),
        closing == null ? null : closing.verdict().type(),
        suppressed + present,
        !reopenings().isEmpty());
  }

  /** Returns when the newest was given, {@link Long#MIN_VALUE} if there is none. */
  long newest() {
    return kept.stream().mapToLong(one -> one.verdict().actsAt()).max().orElse(Long.MIN_VALUE);
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }
}
