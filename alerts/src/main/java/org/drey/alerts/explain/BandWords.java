package org.drey.alerts.explain;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.drey.rules.score.Band;

/** From which score on each band is, and how far the next one is. */
final class BandWords {
  private BandWords() {}

  /** "Bands: WATCH from 30, …, CRITICAL from 85; CRITICAL is 1.5 away." */
  static String sentence(double score) {
    String all =
        Arrays.stream(Band.values())
            .filter(band -> band != Band.NONE)
            .map(band -> band + " from " + ScoreLimits.whole(band.from()))
            .collect(Collectors.joining(", "));
    String next =
        Arrays.stream(Band.values())
            .filter(band -> band.from() > score)
            .findFirst()
            .map(band -> "; " + band + " is " + ScoreLimits.points(band.from() - score) + " away")
            .orElse("");
    return "Bands: " + all + next + ".";
  }
}
