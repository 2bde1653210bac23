package org.drey.rules.score;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.schema.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The evidence for an alert's content, read when the alert is written.
 *
 * @param evidence ids of the events of each reason's newest finding, by indicator
 * @param events the latest events behind the reasons, the latest first
 * @param linked the other entities that its findings named last
 */
public record AlertExplanation(
    Map<String, List<String>> evidence, List<ExplainedEvent> events, List<NamedLink> linked) {

  /** Of what is withdrawn. */
  static final AlertExplanation NONE = new AlertExplanation(Map.of(), List.of(), List.of());

  private static final Comparator<ExplainedEvent> LATEST =
      Comparator.<ExplainedEvent>comparingLong(behind -> behind.seen().time())
          .reversed()
          .thenComparing(behind -> behind.seen().event());

  /** An event behind the reasons, and the indicators that it is evidence for. */
  public record ExplainedEvent(EvidenceEvent seen, List<String> indicators) {}

  /**
   * Another entity.
   *
   * @param findings how many of the findings name it
   */
  public record NamedLink(String kind, String token, int findings) {}

  /**
   * Explains a content; of what is withdrawn there is nothing to explain.
   *
   * @param shown what there is to show of a finding, by its id
   */
  static AlertExplanation of(@Nullable AlertContent content, Function<String, ShownFinding> shown) {
    if (content == null) {
      return NONE;
    }
    Map<String, ShownFinding> known = new HashMap<>();
    content.score().entries().forEach(one -> known.computeIfAbsent(one.findingId(), shown));
    Map<String, List<String>> evidence = new HashMap<>();
    for (Score.Reason reason : content.score().reasons()) {
      evidence.put(reason.indicator(), shown(reason.entry(), known).evidence());
    }
    return new AlertExplanation(evidence, events(content, known), linked(content, known));
  }

  private static ShownFinding shown(LedgerEntry entry, Map<String, ShownFinding> known) {
    return Objects.requireNonNull(
        known.get(entry.findingId()), "what an entry that counts shows has been read");
  }

  private static List<ExplainedEvent> events(
      AlertContent content, Map<String, ShownFinding> known) {
    Set<String> reasons =
        content.score().reasons().stream().map(Score.Reason::indicator).collect(Collectors.toSet());
    Map<EventId, EvidenceEvent> events = new LinkedHashMap<>();
    Map<EventId, Set<String>> indicators = new HashMap<>();
    for (LedgerEntry entry : content.score().entries()) {
      if (reasons.contains(entry.indicator())) {
        for (EvidenceEvent seen : shown(entry, known).seen()) {
          events.putIfAbsent(seen.event(), seen);
          indicators.computeIfAbsent(seen.event(), e -> new TreeSet<>()).add(entry.indicator());
        }
      }
    }
    return events.values().stream()
        .map(seen -> new ExplainedEvent(seen, List.copyOf(indicators.get(seen.event()))))
        .sorted(LATEST)
        .limit(AlertContent.MAX_LISTED)
        .toList();
  }

  /** The entities that were named last, by the newest finding that names them. */
  private static List<NamedLink> linked(AlertContent content, Map<String, ShownFinding> known) {
    Map<String, Integer> count = new HashMap<>();
    Map<String, Long> newest = new HashMap<>();
    for (LedgerEntry entry : content.score().entries()) {
      for (String name : shown(entry, known).linked()) {
        count.merge(name, 1, Integer::sum);
        newest.merge(name, entry.time(), Math::max);
      }
    }
    return count.keySet().stream()
        .sorted(Comparator.<String>comparingLong(newest::get).reversed().thenComparing(n -> n))
        .limit(AlertContent.MAX_LISTED)
        .map(name -> linked(name, count.getOrDefault(name, 0)))
        .toList();
  }

  private static NamedLink linked(String name, int findings) {
    int colon = name.indexOf(':');
    return new NamedLink(name.substring(0, colon), name.substring(colon + 1), findings);
  }
}
