package org.drey.local.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.drey.alerts.explain.AlertGist;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.source.ResultFolder;
import org.drey.cli.readiness.SelectedEvents;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;

/**
 * The result of a rule set on a folder of events.
 *
 * @param alerts by id, those that are withdrawn left out
 * @param shadowAlerts the same with rules on trial
 * @param findings how many each rule has reported, by id
 * @param selected what each detection selects, by id
 */
public record RuleSetOutcome(
    RuleSet rules,
    Map<String, AlertOutcome> alerts,
    Map<String, AlertOutcome> shadowAlerts,
    Map<String, Long> findings,
    Map<String, SelectedEvents> selected) {

  /**
   * Reads what a replay has written.
   *
   * @param currency in which amounts of its alerts are, ISO 4217
   * @param warnings takes a text for each of the first lines that cannot be read
   */
  public static RuleSetOutcome read(
      RuleSet rules,
      Path results,
      String currency,
      Map<String, Long> findings,
      Map<String, SelectedEvents> selected,
      Consumer<String> warnings)
      throws IOException {
    ResultFolder folder = new ResultFolder(results, warnings);
    AlertGist gist = new AlertGist(new RuleBook(rules, currency));
    return new RuleSetOutcome(
        rules,
        alerts(folder, TopicNames.ALERTS, gist),
        alerts(folder, TopicNames.SHADOW_ALERTS, gist),
        new TreeMap<>(findings),
        selected);
  }

  /** The first revision of an alert is when it opened, the newest is what has become of it. */
  private record Revisions(long first, Instant openedAt, long newest) {
    private Revisions and(Revisions other) {
      return new Revisions(
          Math.min(first, other.first),
          other.first < first ? other.openedAt : openedAt,
          Math.max(newest, other.newest));
    }
  }

  private static Map<String, AlertOutcome> alerts(ResultFolder folder, String topic, AlertGist gist)
      throws IOException {
    Map<String, Revisions> revisions = new HashMap<>();
    folder.read(
        topic,
        Alert.class,
        alert ->
            revisions.merge(
                alert.getAlertId(),
                new Revisions(alert.getRevision(), alert.getAsOf(), alert.getRevision()),
                Revisions::and));
    Map<String, AlertOutcome> alerts = new TreeMap<>();
    folder.readNewest(
        topic,
        revisions::containsKey,
        alert -> {
          Revisions known = Objects.requireNonNull(revisions.get(alert.getAlertId()));
          if (alert.getRevision() == known.newest && alert.getState() != AlertState.WITHDRAWN) {
            alerts.put(alert.getAlertId(), AlertOutcome.of(alert, known.openedAt, gist));
          }
        });
    return alerts;
  }
}
