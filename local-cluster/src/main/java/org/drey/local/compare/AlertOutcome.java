package org.drey.local.compare;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.drey.alerts.explain.AlertGist;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Priority;
import org.drey.event.Track;

/**
 * An alert as a replay left it: its newest revision, without the token of whom it is about.
 *
 * @param openedAt the {@code as_of} of its first revision
 * @param gist what it is in a few words
 * @param points what adds up to its score: by indicator, and by gate
 * @param rules the ids of the rules of its reasons, each with its points
 */
public record AlertOutcome(
    String alertId,
    Track track,
    AlertState state,
    double score,
    Band band,
    Band peakBand,
    Priority priority,
    Instant openedAt,
    String gist,
    Map<String, Double> points,
    Map<String, Double> rules) {

  /** Returns the outcome of an alert's newest revision. */
  static AlertOutcome of(Alert newest, Instant openedAt, AlertGist gist) {
    Map<String, Double> points = new TreeMap<>();
    Map<String, Double> rules = new TreeMap<>();
    newest
        .getReasons()
        .forEach(
            reason -> {
              points.merge(reason.getIndicator(), reason.getPoints(), Double::sum);
              rules.merge(reason.getRuleId(), reason.getPoints(), Double::sum);
            });
    newest
        .getOffsets()
        .forEach(offset -> points.merge(offset.getIndicator(), offset.getPoints(), Double::sum));
    newest.getGates().forEach(gate -> points.merge(gate.getId(), gate.getPoints(), Double::sum));
    return new AlertOutcome(
        newest.getAlertId(),
        newest.getTrack(),
        newest.getState(),
        newest.getScore(),
        newest.getBand(),
        newest.getPeakBand(),
        newest.getPriority(),
        openedAt,
        gist.of(newest),
        points,
        rules);
  }
}
