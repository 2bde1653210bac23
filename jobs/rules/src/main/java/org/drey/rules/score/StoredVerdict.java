package org.drey.rules.score;

import java.util.Comparator;
import org.drey.rules.verdict.Verdict;

/**
 * A verdict as it stays with its alert.
 *
 * @param folded the time as of which it is folded, if what was settled when it came in reaches
 *     beyond its own time; else 0
 * @param effect what is settled of it
 * @param undone the time from which it leaves the evidence alone, of one that was taken back after
 *     it had settled; {@link #NOT_UNDONE} of any other
 */
public record StoredVerdict(Verdict verdict, long folded, Effect effect, long undone) {
  static final long NOT_UNDONE = Long.MAX_VALUE;

  /** The order in which the fold takes verdicts in. */
  static final Comparator<StoredVerdict> ORDER =
      Comparator.comparingLong(StoredVerdict::foldedAt).thenComparing(StoredVerdict::id);

  /** The effect of a verdict. */
  public enum Effect {
    /** It may still change. */
    NOT_SETTLED,
    ACTED,
    /** It ended no episode. */
    NOTHING,
    /** It ended none, because a second analyst was needed. */
    LACKED_EYES
  }

  /** One that has just come in. */
  static StoredVerdict of(Verdict verdict, long folded) {
    return new StoredVerdict(verdict, folded, Effect.NOT_SETTLED, NOT_UNDONE);
  }

  String id() {
    return verdict.id();
  }

  /** Returns when the fold takes it in. */
  long foldedAt() {
    return folded == 0 ? verdict.actsAt() : folded;
  }

  boolean isSettled() {
    return effect != Effect.NOT_SETTLED;
  }

  /** Once nothing that comes changes what it did; no other record takes its place then. */
  StoredVerdict settled(Effect did) {
    return new StoredVerdict(verdict.withoutText(), folded, did, undone);
  }

  StoredVerdict undone(long from) {
    return new StoredVerdict(verdict, folded, effect, from);
  }
}
