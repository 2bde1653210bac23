package org.drey.console.decide;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drey.console.index.IndexSource;
import org.drey.event.Alert;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The findings about the entities of alerts, so that effects are exact.
 *
 * @param rules those that the jobs run
 */
public record SourceFindings(IndexSource source, RuleSet rules) {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFindings.class);

  /** The findings of one alert; none if they cannot be read: no decision waits for that. */
  public Collection<KnownFinding> of(Alert alert) {
    return of(List.of(alert)).getOrDefault(alert.getAlertId(), List.of());
  }

  /** The findings of alerts, by id, in one reading; none if they cannot be read. */
  public Map<String, Collection<KnownFinding>> of(Collection<Alert> alerts) {
    try {
      return source.findings(alerts, rules);
    } catch (IOException e) {
      LOG.warn("Effects are less exact: {}", e.getMessage());
      return Map.of();
    }
  }
}
