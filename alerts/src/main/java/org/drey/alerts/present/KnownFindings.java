package org.drey.alerts.present;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.alerts.decide.RecordSymbols;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.Finding;
import org.drey.event.TopicNames;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.topics.MayNotReadException;

/** Findings about the entity of an alert, if findings are written at all. */
public final class KnownFindings {
  private final Alert alert;
  private final AlertTrack track;
  private final RuleSet rules;
  private final Map<String, KnownFinding> known = new HashMap<>();

  private KnownFindings(Alert alert, AlertTrack track, RuleSet rules) {
    this.alert = alert;
    this.track = track;
    this.rules = rules;
  }

  /**
   * The live findings about an alert's entity, on its track and on the one that may hold its score
   * down; empty if none are written, or may not be read.
   *
   * @param rules those that the jobs run
   */
  public static Collection<KnownFinding> of(ResultSource results, Alert alert, RuleSet rules)
      throws IOException {
    return of(results, List.of(alert), rules).getOrDefault(alert.getAlertId(), List.of());
  }

  /** The same of several alerts, by alert id, in one reading of all findings. */
  public static Map<String, Collection<KnownFinding>> of(
      ResultSource results, Collection<Alert> alerts, RuleSet rules) throws IOException {
    Map<String, List<KnownFindings>> byEntity = new HashMap<>();
    for (Alert alert : alerts) {
      AlertTrack track = RecordSymbols.track(alert);
      if (track != null) {
        byEntity
            .computeIfAbsent(alert.getEntity(), one -> new ArrayList<>())
            .add(new KnownFindings(alert, track, rules));
      }
    }
    try {
      if (!byEntity.isEmpty() && results.has(TopicNames.FINDINGS)) {
        results.read(TopicNames.FINDINGS, Finding.class, finding -> take(finding, byEntity));
      }
    } catch (MayNotReadException e) {
      return Map.of();
    }
    Map<String, Collection<KnownFinding>> found = new HashMap<>();
    byEntity
        .values()
        .forEach(all -> all.forEach(one -> found.put(one.alert.getAlertId(), one.known.values())));
    return found;
  }

  private static void take(Finding finding, Map<String, List<KnownFindings>> byEntity) {
    finding.getGroup().stream()
        .map(one -> byEntity.getOrDefault(one.getValue(), List.of()))
        .distinct()
        .forEach(all -> all.forEach(one -> one.take(finding)));
  }

  private void take(Finding finding) {
    RuleHead rule = rules.byId(finding.getRuleId());
    ScoringPart scoring = rule == null ? null : rule.scoring();
    if (rule == null || scoring == null || finding.getShadow() || !isOfTrack(scoring.track())) {
      return;
    }
    if (isAbout(finding, scoring.entity())) {
      known.put(
          finding.getFindingId(),
          new KnownFinding(
              rule.id(),
              finding.getFindingId(),
              finding.getEventTime().toEpochMilli(),
              finding.getQuality()));
    }
  }

  private boolean isOfTrack(AlertTrack of) {
    return of == track || of == track.heldBy();
  }

  private boolean isAbout(Finding finding, String field) {
    return finding.getKeyVersion() == alert.getKeyVersion()
        && finding.getTokenDomain().equals(alert.getTokenDomain())
        && finding.getGroup().stream()
            .anyMatch(
                one -> one.getField().equals(field) && one.getValue().equals(alert.getEntity()));
  }
}
