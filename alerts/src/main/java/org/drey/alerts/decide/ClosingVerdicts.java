package org.drey.alerts.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.Band;
import org.drey.rules.score.Episode;
import org.drey.rules.score.FoldForecast;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that ended the episode that an alert shows; the alert itself has only the verdict's
 * type. The jobs' own fold finds it, from the episode's newest entry on, before which no verdict
 * can have ended it.
 */
final class ClosingVerdicts {
  private ClosingVerdicts() {}

  /** One, or two if it depends on second eyes of which nothing is known, or none. */
  static List<Verdict> of(Alert alert, List<Verdict> allowed, VerdictRules rules) {
    AlertTrack track = RecordSymbols.track(alert);
    if (track == null || !VerdictHistory.isClosedByVerdict(alert)) {
      return List.of();
    }
    List<@Nullable Band> asked =
        rules.eyes().known()
            ? Collections.singletonList(rules.eyes().from())
            : Arrays.asList(null, Band.NONE); // of no one, or of all
    Set<Verdict> closers = new LinkedHashSet<>();
    for (Band from : asked) {
      Verdict closer = folded(alert, track, allowed, new FoldForecast(rules.rules(), from));
      if (closer != null && closer.getVerdict().name().equals(alert.getClosedBy())) {
        closers.add(closer);
      }
    }
    return List.copyOf(closers);
  }

  private static @Nullable Verdict folded(
      Alert alert, AlertTrack track, List<Verdict> allowed, FoldForecast outlook) {
    Episode shown =
        FoldForecast.episode(
            alert.getEpisode(), true, alert.getPeakScore(), alert.getAsOf().toEpochMilli(), null);
    List<org.drey.rules.verdict.Verdict> given = new ArrayList<>();
    for (Verdict one : allowed) {
      org.drey.rules.verdict.Verdict verdict = RecordSymbols.verdict(one, track);
      if (verdict != null && verdict.actsAt() >= shown.asOf()) {
        given.add(verdict);
      }
    }
    String id = outlook.of(track, shown, given).episode().endedBy();
    return allowed.stream().filter(one -> one.getVerdictId().equals(id)).findFirst().orElse(null);
  }
}
