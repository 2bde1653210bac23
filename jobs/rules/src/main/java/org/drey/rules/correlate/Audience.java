package org.drey.rules.correlate;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import org.drey.rules.compile.Scoring;
import org.jspecify.annotations.Nullable;

/**
 * Who reads findings, and so which are worth reporting.
 *
 * @param naming how it reads which entities an event names; null for a reader of everything
 */
public record Audience(@Nullable Naming naming) implements Serializable {
  /** A reader that keeps every finding of every rule as it has settled. */
  public static final Audience EVERYTHING = new Audience(null);

  /** Reads the entities that the details of an event name. */
  public interface Naming extends Serializable {
    List<String> of(byte[] details);
  }

  /**
   * The score alone: findings of scored rules. Of those that have grown the first and the last of a
   * group and UTC day, because of each day it keeps no others; of those that come late the same,
   * and those that name an entity which no later one of the day names, because it is linked; all of
   * rules that are hard or open an alert. Of benign ones none again, because they count in full as
   * soon as they hold.
   */
  public static Audience score(Naming naming) {
    return new Audience(naming);
  }

  private boolean isEverything() {
    return naming == null;
  }

  /** Whether the findings of a rule are read at all. */
  boolean reads(@Nullable Scoring scoring) {
    return isEverything() || scoring != null;
  }

  /** Whether some are read again when they have grown. */
  boolean readsAgain(@Nullable Scoring scoring) {
    return isEverything() || (scoring != null && !scoring.isBenign());
  }

  /** Whether all of them are kept, also one of a group and day that has others before and after. */
  boolean keepsAll(@Nullable Scoring scoring) {
    return isEverything() || (scoring != null && (scoring.hard() || scoring.opens()));
  }

  /**
   * Whether a later finding of the same group links to whom one links to.
   *
   * @param one the details of its completing event
   * @param later those of the later one's
   */
  boolean linksNoMore(@Nullable Scoring scoring, byte[] one, byte[] later) {
    return naming == null
        || scoring == null
        || scoring.isBenign()
        || new HashSet<>(naming.of(later)).containsAll(naming.of(one));
  }
}
