package org.drey.rules.score;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.compile.AlertTrack;

/** How soon an analyst has to look, and why, as the tables of scoring.md have it. */
record NaiveRank(
    int severity, String priority, String confidence, Set<String> streams, boolean hard) {
  static final NaiveRank NONE = new NaiveRank(0, "", "", new TreeSet<>(), false);

  /**
   * That of an episode.
   *
   * @param there the entries that exist and count at its newest one, benign ones apart
   */
  static NaiveRank of(
      AlertTrack track, long asOf, NaiveScore.Parts score, List<LedgerEntry> there) {
    int severity = severity(track, asOf, there);
    boolean hard = score.hard() >= 4 - 1e-9;
    int streams = score.streams().size();
    return new NaiveRank(
        severity,
        isFresh(asOf, there) ? "P0" : priority(track, severity, score),
        score.hard() >= 40 - 1e-9 || streams >= 3
            ? "HIGH"
            : score.hard() >= 20 - 1e-9 || streams == 2 ? "MEDIUM" : "LOW",
        score.streams(),
        hard);
  }

  private static boolean isFresh(long asOf, List<LedgerEntry> there) {
    return there.stream()
        .anyMatch(one -> one.indicator().equals("LIV-09") && asOf - one.time() <= Evidence.DAY);
  }

  private static int severity(AlertTrack track, long asOf, List<LedgerEntry> there) {
    for (LedgerEntry one : there) {
      boolean isReportOfAbuse = one.indicator().equals("LIV-09");
      boolean isPressed = one.indicator().equals("SXV-01") && asOf - one.time() <= Evidence.DAY;
      boolean isOfChildren = one.quality().severe();
      if (isReportOfAbuse || isPressed || isOfChildren) {
        return 4;
      }
    }
    return switch (track) {
      case PAYER, FACILITATOR, VICTIM -> 3;
      case PURCHASE, RECEIVER -> 2;
      case ENTITY -> 1;
    };
  }

  private static String priority(AlertTrack track, int severity, NaiveScore.Parts score) {
    if (severity == 4 && score.value() >= 70) {
      return "P0";
    }
    if (severity == 4 || score.value() >= 85 || score.hard() >= 40 - 1e-9) {
      return "P1";
    }
    boolean isSoon = score.value() >= 70 || track == AlertTrack.VICTIM;
    return isSoon || score.hard() >= 4 - 1e-9 ? "P2" : "P3";
  }

  /** Milliseconds from the revision that notifies an analyst. */
  long due(AlertTrack track) {
    return switch (priority) {
      case "P0" -> Evidence.HOUR / 4;
      case "P1" -> Evidence.HOUR;
      case "P2" -> track == AlertTrack.VICTIM ? Evidence.HOUR : 4 * Evidence.HOUR;
      default -> 24 * Evidence.HOUR;
    };
  }
}
