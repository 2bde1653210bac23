package org.drey.rules.correlate;

import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.ScoringPart;
import org.jspecify.annotations.Nullable;

/** The readers of findings, which decide what is worth reporting. */
public enum FindingAudience {
  /** A reader that keeps every finding of every rule as it has settled. */
  EVERYTHING,
  /**
   * The score alone, which reads findings of scored rules, each when it first holds. Of those that
   * have grown it reads again
   *
   * <ul>
   *   <li>all of a rule that is hard or opens an alert, and all of one whose findings differ in
   *       quality or severity, for the strongest of a day may be any of them;
   *   <li>of other rules the first and the last of a group and UTC day, for it keeps no others;
   *   <li>none of a benign rule, for they count in full as soon as they hold.
   * </ul>
   */
  SCORE;

  /** Returns whether the findings of a rule are read at all. */
  boolean reads(@Nullable ScoringPart scoring) {
    return this == EVERYTHING || scoring != null;
  }

  /** Returns whether some are read again when they have grown. */
  boolean readsAgain(@Nullable ScoringPart scoring) {
    return this == EVERYTHING || (scoring != null && !scoring.isBenign());
  }

  /** Returns whether all are read again, also one that has others of its group and day around. */
  boolean readsAllAgain(RuleHead rule) {
    ScoringPart scoring = rule.scoring();
    return this == EVERYTHING
        || (scoring != null && (scoring.hard() || scoring.opens() || rule.quality().differs()));
  }
}
