package org.drey.rules.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** The explanation of a withdrawn alert. */
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

  /** The kept events and names of findings. */
  interface Evidence {
    /** An event, by its number. */
    EvidenceEvent event(int number);

    /** The other entities that a finding names, as KIND:token. */
    List<String> linked(LedgerEntry finding);
  }

  /** Explains a content; of what is withdrawn there is nothing to explain. */
  static AlertExplanation of(@Nullable AlertContent content, Evidence kept) {
    if (content == null) {
      return NONE;
    }
    Map<String, List<String>> evidence = new HashMap<>();
    for (Score.Reason reason : content.score().reasons()) {
      List<EvidenceEvent> events =
          Arrays.stream(reason.entry().shown().all()).mapToObj(kept::event).toList();
      evidence.put(reason.indicator(), EvidenceEvent.ids(events));
    }
    return new AlertExplanation(evidence, events(content, kept), linked(content, kept));
  }

  private static List<ExplainedEvent> events(AlertContent content, Evidence kept) {
    Set<String> reasons =
        content.score().reasons().stream().map(Score.Reason::indicator).collect(Collectors.toSet());
    Map<Integer, Set<String>> numbers = new HashMap<>();
    for (LedgerEntry entry : content.score().entries()) {
      if (reasons.contains(entry.indicator())) {
        for (int number : entry.shown().all()) {
          numbers.computeIfAbsent(number, n -> new TreeSet<>()).add(entry.indicator());
        }
      }
    }
    Map<EventId, EvidenceEvent> events = new HashMap<>();
    Map<EventId, Set<String>> indicators = new HashMap<>();
    numbers.forEach(
        (number, of) -> {
          EvidenceEvent seen = kept.event(number);
          events.putIfAbsent(seen.event(), seen);
          indicators.computeIfAbsent(seen.event(), e -> new TreeSet<>()).addAll(of);
        });
    return events.values().stream()
        .map(seen -> new ExplainedEvent(seen, List.copyOf(indicators.get(seen.event()))))
        .sorted(LATEST)
        .limit(AlertContent.MAX_LISTED)
        .toList();
  }

  /** The entities that were named last, by the newest finding that names them. */
  private static List<NamedLink> linked(AlertContent content, Evidence kept) {
    Map<String, Integer> count = new HashMap<>();
    Map<String, Long> newest = new HashMap<>();
    for (LedgerEntry entry : content.score().entries()) {
      for (String name : kept.linked(entry)) {
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
