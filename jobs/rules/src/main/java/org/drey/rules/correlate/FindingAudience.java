package org.drey.rules.correlate;

import java.io.Serializable;
import java.util.function.Predicate;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.ScoringPart;
import org.jspecify.annotations.Nullable;

/**
 * The readers of findings, which decide what is worth reporting.
 *
 * @param naming how it compares the entities that events name; null for a reader of everything
 */
public record FindingAudience(@Nullable NameComparison naming) implements Serializable {
  /** A reader that keeps every finding of every rule as it has settled. */
  public static final FindingAudience EVERYTHING = new FindingAudience(null);

  /** Compares the entities that the details of events name. */
  public interface NameComparison extends Serializable {
    /** Returns whether others name all that these do. */
    Predicate<byte[]> ofAllIn(byte[] details);
  }

  /**
   * The score alone, which reads findings of scored rules:
   *
   * <ul>
   *   <li>all of a rule that is hard or opens an alert, and all of one whose findings differ in
   *       quality or severity, for the strongest of a day may be any of them;
   *   <li>of other rules, when they have grown or come late, the first and the last of a group and
   *       UTC day, and those that link to an entity to which no later one of the day links;
   *   <li>benign ones once, for they count in full as soon as they hold.
   * </ul>
   */
  public static FindingAudience score(NameComparison naming) {
    return new FindingAudience(naming);
  }

  private boolean isEverything() {
    return naming == null;
  }

  /** Returns whether the findings of a rule are read at all. */
  boolean reads(@Nullable ScoringPart scoring) {
    return isEverything() || scoring != null;
  }

  /** Returns whether some are read again when they have grown. */
  boolean readsAgain(@Nullable ScoringPart scoring) {
    return isEverything() || (scoring != null && !scoring.isBenign());
  }

  /**
   * Returns whether all of them are kept, also one of a group and day that has others before and
   * after.
   */
  boolean keepsAll(RuleHead rule) {
    ScoringPart scoring = rule.scoring();
    return isEverything()
        || (scoring != null && (scoring.hard() || scoring.opens() || rule.quality().differs()));
  }

  /**
   * Returns whether later findings of the same group link to whom one links to.
   *
   * @param details those of the completing event, of the one and of the later ones
   */
  Predicate<byte[]> linksTo(@Nullable ScoringPart scoring, byte[] details) {
    return naming == null || scoring == null || !scoring.isShown()
        ? later -> true
        : naming.ofAllIn(details);
  }
}
