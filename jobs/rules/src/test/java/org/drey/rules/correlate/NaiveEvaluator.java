package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.TestEvent;
import org.drey.rules.schema.EventId;

/**
 * What the rules find, worked out as the contract reads: with all events at hand, every window
 * looked at from its start, no state, no index, no order of arrival.
 */
final class NaiveEvaluator {
  private static final int MAX_EVIDENCE = 50;

  private final List<RandomRule> rules;
  private final Map<String, List<Seen>> found = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> fed = new ArrayList<>();

  /** An event, or a finding: its completing event overlaid by group values. */
  private record Seen(TestEvent event, Map<String, String> overlay) {
    String text(String name) {
      return overlay.containsKey(name) ? overlay.get(name) : event.text(name);
    }
  }

  /** An event of a group, and as which of the rules it is there. */
  private record Member(Seen seen, Set<Integer> references) {
    long time() {
      return seen.event().time();
    }
  }

  private NaiveEvaluator(List<RandomRule> rules) {
    this.rules = rules;
  }

  /** Works out everything. */
  static NaiveEvaluator of(List<RandomRule> rules, List<TestEvent> events) {
    Map<EventId, TestEvent> distinct = new LinkedHashMap<>();
    events.forEach(event -> distinct.put(event.id(), event));
    NaiveEvaluator evaluator = new NaiveEvaluator(rules);
    for (RandomRule rule : rules) {
      if (rule.isDetection()) {
        evaluator.detect(rule, distinct.values());
      } else {
        evaluator.correlate(rule);
      }
    }
    return evaluator;
  }

  /** The findings as lines, sorted. */
  List<String> lines() {
    return lines.stream().sorted().toList();
  }

  /** Whom the findings of scored rules feed, sorted. */
  List<String> fed() {
    return fed.stream().sorted().toList();
  }

  private boolean yields(RandomRule rule) {
    if (rule.scored() != null) {
      return true;
    }
    List<RandomRule> users =
        rules.stream().filter(user -> user.references().contains(rule.name())).toList();
    return users.isEmpty() || users.stream().anyMatch(RandomRule::generate);
  }

  private void detect(RandomRule rule, Iterable<TestEvent> events) {
    List<Seen> seen = new ArrayList<>();
    for (TestEvent event : events) {
      if (event.stream().category().equals(rule.category())
          && rule.symbol().equals(event.text(rule.field()))) {
        seen.add(new Seen(event, Map.of()));
        if (yields(rule)) {
          String id = event.id().eventId();
          lines.add(rule.name() + " [] " + id + " = 1 <" + id + ">");
        }
      }
    }
    found.put(rule.name(), seen);
  }

  private void correlate(RandomRule rule) {
    Map<List<String>, Map<EventId, Member>> groups = new HashMap<>();
    for (int i = 0; i < rule.references().size(); i++) {
      String reference = rule.references().get(i);
      for (Seen seen : found.get(reference)) {
        List<String> key = new ArrayList<>(List.of(seen.event().world()));
        rule.groupBy().forEach(name -> key.add(seen.text(RandomRule.sourceName(name, reference))));
        if (!key.contains(null)) {
          groups
              .computeIfAbsent(key, k -> new HashMap<>())
              .computeIfAbsent(seen.event().id(), id -> new Member(seen, new TreeSet<>()))
              .references()
              .add(i);
        }
      }
    }
    List<Seen> findings = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          List<String> group = key.subList(1, key.size());
          for (Member completing : members.values()) {
            List<Member> window = window(rule, members, completing);
            if (holds(rule, window, completing)) {
              findings.add(finding(rule, group, completing));
              if (yields(rule)) {
                lines.add(line(rule, group, window, completing));
              }
              if (rule.scored() != null) {
                fed.add(fed(rule, key, completing));
              }
            }
          }
        });
    found.put(rule.name(), findings);
  }

  /** The world, then the group. */
  private static String fed(RandomRule rule, List<String> key, Member completing) {
    String token = key.get(1 + rule.groupBy().indexOf(rule.scored()));
    String entity = RandomRule.kind(rule.scored()) + " " + token;
    String id = completing.seen().event().id().eventId();
    return key.get(0) + " " + entity + ": " + rule.name() + " " + id;
  }

  private static Seen finding(RandomRule rule, List<String> group, Member completing) {
    Map<String, String> overlay = new HashMap<>(completing.seen().overlay());
    for (int i = 0; i < group.size(); i++) {
      overlay.put(rule.groupBy().get(i), group.get(i));
    }
    return new Seen(completing.seen().event(), overlay);
  }

  private static List<Member> window(
      RandomRule rule, Map<EventId, Member> members, Member completing) {
    long from = completing.time() - rule.seconds() * 1000L;
    return members.values().stream()
        .filter(member -> member.time() > from && member.time() <= completing.time())
        .toList();
  }

  private static boolean holds(RandomRule rule, List<Member> window, Member completing) {
    int last = rule.references().size() - 1;
    return switch (rule.type()) {
      case "temporal" -> {
        Set<Integer> all = new HashSet<>();
        window.forEach(member -> all.addAll(member.references()));
        yield all.size() == last + 1;
      }
      case "temporal_ordered" ->
          completing.references().contains(last) && isInOrder(window, 0, last, Long.MIN_VALUE);
      default -> rule.bounds().stream().allMatch(bound -> holds(bound, observed(rule, window)));
    };
  }

  /** Whether the rules before the last are in order, tried in every way there is. */
  private static boolean isInOrder(List<Member> window, int reference, int last, long notBefore) {
    return reference == last
        || window.stream()
            .filter(m -> m.references().contains(reference) && m.time() >= notBefore)
            .anyMatch(m -> isInOrder(window, reference + 1, last, m.time()));
  }

  private static long observed(RandomRule rule, List<Member> window) {
    return switch (rule.type()) {
      case "event_count" -> window.size();
      case "value_count" ->
          window.stream()
              .map(member -> member.seen().text(rule.value()))
              .filter(value -> value != null)
              .distinct()
              .count();
      default -> rule.references().size();
    };
  }

  private static boolean holds(String bound, long observed) {
    int limit = Integer.parseInt(bound.substring(bound.indexOf(' ') + 1));
    return switch (bound.substring(0, bound.indexOf(':'))) {
      case "gt" -> observed > limit;
      case "gte" -> observed >= limit;
      case "lt" -> observed < limit;
      case "lte" -> observed <= limit;
      case "eq" -> observed == limit;
      default -> observed != limit;
    };
  }

  private static String line(
      RandomRule rule, List<String> group, List<Member> window, Member completing) {
    Set<String> evidence = new LinkedHashSet<>();
    evidence.add(completing.seen().event().id().eventId());
    window.stream()
        .sorted(
            Comparator.comparingLong(Member::time)
                .reversed()
                .thenComparing(member -> member.seen().event().id()))
        .forEach(member -> evidence.add(member.seen().event().id().eventId()));
    return rule.name()
        + " "
        + group
        + " "
        + completing.seen().event().id().eventId()
        + " = "
        + observed(rule, window)
        + " <"
        + String.join(" ", evidence.stream().limit(MAX_EVIDENCE).toList())
        + ">";
  }
}
