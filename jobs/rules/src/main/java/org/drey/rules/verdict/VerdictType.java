package org.drey.rules.verdict;

import java.util.Set;
import org.drey.rules.compile.AlertTrack;

/**
 * The verdicts that an analyst may give on an alert, with the reasons that may be given for each.
 */
public enum VerdictType {
  CONFIRMED(Effect.CLOSES),
  LIKELY(Effect.CLOSES),
  UNFOUNDED(Effect.CLOSES_AND_SPENDS),
  BENIGN_EXPLAINED(Effect.CLOSES_AND_SPENDS),
  DUPLICATE(Effect.CLOSES),
  NEEDS_MORE(Effect.NONE),
  REOPENED(Effect.TAKES_BACK);

  private enum Effect {
    NONE,
    CLOSES,
    /** Closes, and what the analyst saw counts no more. */
    CLOSES_AND_SPENDS,
    /** Undoes another verdict. */
    TAKES_BACK
  }

  private final Effect effect;

  VerdictType(Effect effect) {
    this.effect = effect;
  }

  /** The reasons that may be given on a track; none where the verdict is not allowed. */
  public Set<String> reasons(AlertTrack track) {
    boolean victim = track == AlertTrack.VICTIM;
    return switch (this) {
      case CONFIRMED ->
          victim ? Set.of("HELPED", "REFERRED") : Set.of("REPORTED", "REFERRED", "ACCOUNT_ACTION");
      case LIKELY -> victim ? Set.of() : Set.of("REFERRED", "WATCHED");
      case UNFOUNDED -> Set.of("WRONG_DATA", "WRONG_ENTITY", "NO_PATTERN");
      case BENIGN_EXPLAINED ->
          victim
              ? Set.of()
              : Set.of(
                  "RELATIVE_VERIFIED",
                  "LICENSED_SERVICE",
                  "BUSINESS_VERIFIED",
                  "LESSONS_VERIFIED",
                  "OTHER_VERIFIED");
      case DUPLICATE -> Set.of("SAME_AS_CASE");
      case NEEDS_MORE -> Set.of("MORE_DATA", "SECOND_OPINION");
      case REOPENED -> Set.of("MISTAKE", "NEW_INFORMATION");
    };
  }

  /** Returns whether it ends an episode. */
  public boolean closes() {
    return effect == Effect.CLOSES || spends();
  }

  /**
   * Returns whether the evidence that the analyst saw counts no more; only such a verdict
   * suppresses.
   */
  public boolean spends() {
    return effect == Effect.CLOSES_AND_SPENDS;
  }

  /** Returns whether it undoes another verdict, which it has to name. */
  public boolean takesBack() {
    return effect == Effect.TAKES_BACK;
  }
}
