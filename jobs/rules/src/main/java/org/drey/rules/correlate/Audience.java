package org.drey.rules.correlate;

import org.drey.rules.compile.Scoring;
import org.jspecify.annotations.Nullable;

/** Who reads findings, and so which are worth reporting. */
public enum Audience {
  /** A reader that keeps every finding of every rule as it has settled. */
  EVERYTHING,

  /**
   * The score alone: findings of scored rules. Of those that have grown the first and the last of a
   * group and UTC day, because of each day it keeps no others, and all of rules that are hard or
   * open an alert; of benign ones none, because they count in full as soon as they hold.
   */
  SCORE;

  /** Whether the findings of a rule are read at all. */
  boolean reads(@Nullable Scoring scoring) {
    return this == EVERYTHING || scoring != null;
  }

  /** Whether some are read again when they have grown. */
  boolean readsAgain(@Nullable Scoring scoring) {
    return this == EVERYTHING || (scoring != null && !scoring.isBenign());
  }

  /** Whether all of them are kept, also one of a group and day that has others before and after. */
  boolean keepsAll(@Nullable Scoring scoring) {
    return this == EVERYTHING || (scoring != null && (scoring.hard() || scoring.opens()));
  }
}
