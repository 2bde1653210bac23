package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Seen;
import org.drey.rules.event.EventId;
import org.drey.rules.score.AlertContent.Behind;
import org.drey.rules.score.AlertContent.Linked;

/**
 * The findings of a ledger that count at a time, benign ones apart: what an alert names.
 *
 * @param time the time
 * @param entries the findings, the newest first
 */
record Counted(long time, List<LedgerEntry> entries) {
  private static final Comparator<Behind> LATEST =
      Comparator.<Behind>comparingLong(behind -> behind.seen().time())
          .reversed()
          .thenComparing(behind -> behind.seen().event());

  static Counted at(long time, List<LedgerEntry> entries, RuleSet rules) {
    List<LedgerEntry> counted = new ArrayList<>();
    for (LedgerEntry entry : Ledger.at(time, entries)) {
      RuleHead rule = rules.byId(entry.ruleId());
      boolean scored = rule != null && rule.scoring() != null && !rule.scoring().isBenign();
      if (scored && Families.counts(entry, rule.scoring(), time)) {
        counted.add(entry);
      }
    }
    counted.sort(Families.NEWEST_FIRST);
    return new Counted(time, counted);
  }

  long firstSeen() {
    return entries.isEmpty() ? time : Math.min(time, entries.get(entries.size() - 1).time());
  }

  long lastSeen() {
    return entries.isEmpty() ? time : entries.get(0).time();
  }

  List<String> findings() {
    return entries.stream().map(LedgerEntry::findingId).toList();
  }

  /** The latest events behind the reasons of a score, each once. */
  List<Behind> events(Score score) {
    Set<String> shown =
        score.reasons().stream().map(Score.Reason::indicator).collect(Collectors.toSet());
    Map<EventId, Seen> events = new LinkedHashMap<>();
    Map<EventId, Set<String>> indicators = new HashMap<>();
    for (LedgerEntry entry : entries) {
      if (shown.contains(entry.indicator())) {
        for (Seen seen : entry.seen()) {
          events.putIfAbsent(seen.event(), seen);
          indicators.computeIfAbsent(seen.event(), e -> new TreeSet<>()).add(entry.indicator());
        }
      }
    }
    return events.values().stream()
        .map(seen -> new Behind(seen, List.copyOf(indicators.get(seen.event()))))
        .sorted(LATEST)
        .limit(AlertContent.MOST_EVENTS)
        .toList();
  }

  /** The entities that were named last, by the newest finding that names them. */
  List<Linked> linked() {
    Map<String, Integer> count = new HashMap<>();
    Map<String, Long> newest = new HashMap<>();
    for (LedgerEntry entry : entries) {
      for (String name : entry.linked()) {
        count.merge(name, 1, Integer::sum);
        newest.merge(name, entry.time(), Math::max);
      }
    }
    return count.keySet().stream()
        .sorted(Comparator.<String>comparingLong(newest::get).reversed().thenComparing(n -> n))
        .limit(AlertContent.MOST_LINKED)
        .map(name -> linked(name, count.get(name)))
        .toList();
  }

  private static Linked linked(String name, int findings) {
    int colon = name.indexOf(':');
    return new Linked(name.substring(0, colon), name.substring(colon + 1), findings);
  }
}
