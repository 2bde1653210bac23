package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.AlertTrack;

/**
 * The gates that hold a score down where evidence is narrow, in the order in which they win ties.
 */
enum GateRule {
  ONE_FAMILY {
    @Override
    double limit(Situation at) {
      if (at.families() >= 2) {
        return NO_LIMIT;
      }
      return ofOneFamily(at.track());
    }
  },
  DNS_ONLY {
    @Override
    double limit(Situation at) {
      return at.streams().equals(List.of(TRAFFIC)) ? 29 : NO_LIMIT;
    }
  },
  ONE_STREAM {
    @Override
    double limit(Situation at) {
      if (at.families() < 2 || at.streams().size() != 1 || mayBeNarrow(at.track())) {
        return NO_LIMIT;
      }
      return at.families() == 2 ? 49 : 69;
    }
  },
  VICTIM_HOLD {
    @Override
    double limit(Situation at) {
      return at.isHeld() ? 29 : NO_LIMIT;
    }
  };

  /** The log source of names and pages that were asked for. */
  private static final String TRAFFIC = "DNS";

  static final double NO_LIMIT = Double.MAX_VALUE;

  /** The highest score, regardless of the evidence. */
  static final double CEILING = 100;

  /** From this many hard points no gate but the ceiling binds. */
  static final double HARD_FROM = 4;

  /**
   * The situation that gates look at.
   *
   * @param families how many families count
   * @param streams their log sources
   * @param isHeld whether the same entity has a recent finding on the track that holds this one
   */
  record Situation(AlertTrack track, long families, List<String> streams, boolean isHeld) {}

  abstract double limit(Situation at);

  /** Returns what evidence of one family may reach at most. */
  static double ofOneFamily(AlertTrack track) {
    if (track == AlertTrack.ENTITY) {
      return 69; // no person is suspected
    }
    return track.isSextortion() ? 49 : 29;
  }

  private static boolean mayBeNarrow(AlertTrack track) {
    return track == AlertTrack.ENTITY || track.isSextortion();
  }
}
