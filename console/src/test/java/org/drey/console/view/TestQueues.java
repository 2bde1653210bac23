package org.drey.console.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.ReceiverGroup;
import org.drey.alerts.explain.RuleBook;
import org.drey.console.ConsoleAlerts;
import org.drey.console.triage.AlertFilter;
import org.drey.console.triage.AlertStory;
import org.drey.event.Alert;

/** A list of alerts, as its page has it. */
final class TestQueues {
  private static final Instant NOW = Instant.parse("2026-01-15T21:30:00Z");
  private static final String HOSTILE = PageTemplatesTest.HOSTILE;

  private TestQueues() {}

  static QueueView of(List<Alert> lane, List<Alert> others) {
    AlertGroups groups = groups(Stream.concat(lane.stream(), others.stream()).toList());
    List<String> first = lane.stream().map(Alert::getAlertId).toList();
    List<AlertStory> stories =
        others.stream().map(one -> new AlertStory(null, List.of(one.getAlertId()))).toList();
    return new QueueView(
        PageTemplatesTest.FRAME,
        List.of(),
        null,
        List.of("payments: 4 min ago"),
        QueueFilters.choices(AlertFilter.OPEN),
        false,
        new QueueView.SavedFilters(
            List.of(new QueueView.View(HOSTILE, HOSTILE, true)), Map.of("show", HOSTILE)),
        new NewerView(HOSTILE, HOSTILE),
        groups.help(first),
        groups.whenLive(),
        groups.lane(together(lane, others), first),
        groups.of(stories),
        new QueueView.NextPage(HOSTILE, HOSTILE),
        new QueueView.NextPage(HOSTILE, HOSTILE),
        0,
        3,
        null);
  }

  static AlertGroups groups(List<Alert> all) {
    Map<String, Alert> alerts = new HashMap<>();
    all.forEach(one -> alerts.put(one.getAlertId(), one));
    return new AlertGroups(
        alerts,
        Map.of(),
        Map.of(),
        Map.of(),
        PossibleVictims.of(alerts.values()),
        new RuleBook(ConsoleAlerts.RULES),
        NOW);
  }

  private static List<ReceiverGroup> together(List<Alert> lane, List<Alert> others) {
    Map<String, List<String>> paid = new LinkedHashMap<>();
    lane.forEach(one -> paid.put(one.getAlertId(), ReceiverGroup.receivers(one)));
    Set<String> ids = others.stream().map(Alert::getAlertId).collect(Collectors.toSet());
    return ReceiverGroup.of(paid, ids::contains);
  }
}
