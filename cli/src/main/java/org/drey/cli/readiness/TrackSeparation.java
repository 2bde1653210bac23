package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/** The separation of children in danger from suspects, by the rules that speak of each. */
final class TrackSeparation {
  private TrackSeparation() {}

  /**
   * Returns the slots that each rule about victims needs filled in the events of a stream, and not
   * each rule about suspects: without them a victim is seen by rules about suspects alone. Without
   * such rules there are none.
   */
  static NavigableSet<Integer> slots(
      StreamSchema stream, RuleSet rules, Collection<IndicatorTally> indicators) {
    NavigableSet<Integer> victims = asked(stream, rules, indicators, IndicatorTally::isOfVictim);
    NavigableSet<Integer> suspects = asked(stream, rules, indicators, IndicatorTally::isOfSuspect);
    if (victims == null || suspects == null) {
      return new TreeSet<>();
    }
    victims.removeAll(suspects);
    return victims;
  }

  /** Returns what all events of some indicators have to say; null if they have none there. */
  private static @Nullable NavigableSet<Integer> asked(
      StreamSchema stream,
      RuleSet rules,
      Collection<IndicatorTally> indicators,
      Predicate<IndicatorTally> which) {
    List<NavigableSet<Integer>> asked = new ArrayList<>();
    indicators.stream()
        .filter(which)
        .flatMap(indicator -> indicator.needs().stream())
        .forEach(
            need ->
                need.eachEvent(
                    event -> {
                      DetectionRule rule = rules.detection(event.detection());
                      if (rule.stream().topic().equals(stream.topic())) {
                        asked.add(asked(stream, rule.condition()));
                      }
                    }));
    if (asked.isEmpty()) {
      return null;
    }
    NavigableSet<Integer> common = new TreeSet<>(asked.get(0));
    asked.forEach(common::retainAll);
    return common;
  }

  /** Returns the slots without which no event fulfils a condition, whatever the others say. */
  private static NavigableSet<Integer> asked(StreamSchema stream, EventPredicate condition) {
    NavigableSet<Integer> asked = new TreeSet<>();
    condition.eachRead(
        slot -> {
          PartialTruth without =
              PartialTruth.of(
                  condition,
                  field ->
                      field.slot() == slot
                          ? PartialTruth.ofNothing(field, stream)
                          : PartialTruth.MAYBE);
          if (without == PartialTruth.NO) {
            asked.add(slot);
          }
        });
    return asked;
  }
}
