package org.drey.cli.dpia;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Reason;
import org.drey.event.TopicNames;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * Precision as the verdicts of a folder's alerts say it, counted as the notebook on calibration
 * does: by episode, as the jobs took the verdicts. One that was refused or taken back closed none.
 */
final class MeasuredPrecision {
  private static final String ALL = "all";
  private static final Set<String> LEADS =
      Set.of(VerdictType.CONFIRMED.name(), VerdictType.LIKELY.name());
  private static final Set<String> NO_LEADS =
      Set.of(VerdictType.UNFOUNDED.name(), VerdictType.BENIGN_EXPLAINED.name());

  private final Map<String, KnownAlert> alerts = new HashMap<>();

  /** The newest generation of an alert. */
  private static final class KnownAlert {
    private long generation = Long.MIN_VALUE;
    private long newest;
    private boolean isWithdrawn;
    private final Map<Integer, EpisodeEnd> episodes = new HashMap<>();
  }

  /** The last revision of an episode. */
  private record EpisodeEnd(long revision, @Nullable String closedBy, Set<String> indicators) {}

  /** Reads the precision of all alerts, then of each indicator; empty if nothing is decided. */
  static List<IndicatorPrecision> of(ResultSource results) throws IOException {
    MeasuredPrecision precision = new MeasuredPrecision();
    results.read(
        TopicNames.ALERTS,
        Alert.class,
        new ResultSource.Reader<>() {
          @Override
          public void take(Alert alert) {
            precision.take(alert);
          }

          @Override
          public void removed(String key) {
            precision.alerts.remove(key);
          }
        });
    return precision.rows();
  }

  private void take(Alert alert) {
    KnownAlert known = alerts.computeIfAbsent(alert.getAlertId(), id -> new KnownAlert());
    if (alert.getGeneration() < known.generation) {
      return;
    }
    if (alert.getGeneration() > known.generation) {
      known.generation = alert.getGeneration();
      known.newest = Long.MIN_VALUE;
      known.episodes.clear();
    }
    if (alert.getRevision() >= known.newest) {
      known.newest = alert.getRevision();
      known.isWithdrawn = alert.getState() == AlertState.WITHDRAWN;
    }
    EpisodeEnd before = known.episodes.get(alert.getEpisode());
    if (before == null || before.revision() <= alert.getRevision()) {
      known.episodes.put(
          alert.getEpisode(),
          new EpisodeEnd(alert.getRevision(), alert.getClosedBy(), indicators(alert)));
    }
  }

  private static Set<String> indicators(Alert alert) {
    Set<String> indicators = new TreeSet<>();
    for (Reason reason : alert.getReasons()) {
      if (reason.getPoints() > 0) {
        indicators.add(reason.getIndicator());
      }
    }
    return indicators;
  }

  private List<IndicatorPrecision> rows() {
    Map<String, int[]> counts = new TreeMap<>(); // leads, decided
    int[] all = new int[2];
    for (KnownAlert alert : alerts.values()) {
      for (EpisodeEnd end : alert.episodes.values()) {
        String by = end.closedBy();
        if (!alert.isWithdrawn && by != null && (LEADS.contains(by) || NO_LEADS.contains(by))) {
          boolean isLead = LEADS.contains(by);
          count(all, isLead);
          end.indicators()
              .forEach(one -> count(counts.computeIfAbsent(one, id -> new int[2]), isLead));
        }
      }
    }
    List<IndicatorPrecision> rows = new ArrayList<>();
    if (all[1] > 0) {
      rows.add(IndicatorPrecision.of(ALL, all[0], all[1]));
      counts.forEach((id, of) -> rows.add(IndicatorPrecision.of(id, of[0], of[1])));
    }
    return List.copyOf(rows);
  }

  private static void count(int[] counts, boolean isLead) {
    counts[0] += isLead ? 1 : 0;
    counts[1]++;
  }
}
