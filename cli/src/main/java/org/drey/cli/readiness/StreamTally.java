package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.cli.readiness.ReadinessStudy.IndicatorTally;
import org.drey.cli.readiness.ReadinessStudy.PeopleNumbers;
import org.drey.cli.readiness.ReadinessStudy.RecordTally;
import org.drey.cli.readiness.RuleNeed.OneEvent;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The records of a stream: which fields they fill, which rules select them, and which would; also
 * those that rules about suspects take although they might not, if more were known.
 */
final class StreamTally {
  private final StreamSchema stream;
  private final EventRow row;
  private final PeopleNumbers people;
  private final StreamColumns columns;
  private final StreamMatcher matcher;
  private final RuleHits hits = new RuleHits();
  private final Map<Integer, Long> selected = new HashMap<>();
  private final NavigableMap<Integer, DetectionUse> detections = new TreeMap<>();
  private final Map<String, RecordTally> oneMore = new TreeMap<>();
  private final RecordTally all = new RecordTally();
  private final NavigableMap<Integer, Exposure> ageless = new TreeMap<>();
  private final NavigableSet<Integer> excuses = new TreeSet<>();
  private final Exposure unexcused = new Exposure();

  /** Records that a rule takes, and those that it would take with one column more. */
  record Exposure(RecordTally taken, RecordTally oneMore) {
    private Exposure() {
      this(new RecordTally(), new RecordTally());
    }
  }

  /**
   * A detection, and the indicators for which its events count.
   *
   * @param slots what its condition reads
   * @param excusing what of that it reads in order to leave an event alone
   */
  private record DetectionUse(
      DetectionRule rule,
      NavigableSet<Integer> slots,
      NavigableSet<Integer> excusing,
      Map<OneEvent, List<IndicatorTally>> indicators) {}

  StreamTally(
      StreamDefinition<?> definition,
      DreyConfiguration configuration,
      RuleSet rules,
      Collection<IndicatorTally> indicators,
      PeopleNumbers people) {
    this.stream = definition.schema();
    this.row = definition.row(new CurrencyRates(configuration), configuration.suffixes(), () -> {});
    this.people = people;
    this.matcher = rules.matcher(stream);
    NavigableSet<Integer> read = separating(stream, rules, indicators);
    read.forEach(slot -> ageless.put(slot, new Exposure()));
    for (DetectionRule rule : rules.detections()) {
      if (rule.stream().topic().equals(stream.topic())) {
        NavigableSet<Integer> slots = new TreeSet<>();
        rule.condition().eachRead(slots::add);
        read.addAll(slots);
        detections.put(
            rule.head().index(),
            new DetectionUse(rule, slots, excusing(rule.condition()), new LinkedHashMap<>()));
      }
    }
    for (IndicatorTally indicator : indicators) {
      indicator.needs().forEach(need -> need.eachEvent(event -> use(event, indicator, read)));
      indicator.fields().stream()
          .filter(field -> field.startsWith(stream.topic() + "."))
          .forEach(field -> read.add(stream.slot(field.substring(stream.topic().length() + 1))));
    }
    this.columns = new StreamColumns(definition, read);
  }

  private void use(OneEvent event, IndicatorTally indicator, NavigableSet<Integer> read) {
    DetectionUse use = detections.get(event.detection());
    if (use != null) {
      read.addAll(event.slots());
      List<IndicatorTally> users = use.indicators().computeIfAbsent(event, e -> new ArrayList<>());
      if (!users.contains(indicator)) {
        users.add(indicator);
      }
    }
  }

  /**
   * Returns the slots that each rule about victims needs filled in the events of a stream, and not
   * each rule about suspects: without them a victim is seen by rules about suspects alone. Without
   * such rules there are none.
   */
  static NavigableSet<Integer> separating(
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
    List<EventPredicate> conditions = new ArrayList<>();
    indicators.stream()
        .filter(which)
        .flatMap(indicator -> indicator.needs().stream())
        .forEach(
            need ->
                need.eachEvent(
                    event -> {
                      DetectionRule rule = rules.detection(event.detection());
                      if (rule.stream().topic().equals(stream.topic())) {
                        conditions.add(rule.condition());
                      }
                    }));
    if (conditions.isEmpty()) {
      return null;
    }
    NavigableSet<Integer> common = new TreeSet<>();
    conditions.get(0).eachRead(common::add);
    for (EventPredicate condition : conditions) {
      common.removeIf(
          slot ->
              PossibleTruth.canHold(
                  condition,
                  field -> field.slot() == slot ? PossibleTruth.ofNothing(field, stream) : null));
    }
    return common;
  }

  /** Returns the slots that a condition reads in order to leave an event alone: below a not. */
  static NavigableSet<Integer> excusing(EventPredicate condition) {
    NavigableSet<Integer> slots = new TreeSet<>();
    excusing(condition, false, slots);
    return slots;
  }

  private static void excusing(EventPredicate condition, boolean isBelowNot, Set<Integer> slots) {
    if (condition instanceof EventPredicate.Not not) {
      excusing(not.part(), !isBelowNot, slots);
    } else if (condition instanceof EventPredicate.And and) {
      and.parts().forEach(part -> excusing(part, isBelowNot, slots));
    } else if (condition instanceof EventPredicate.Or or) {
      or.parts().forEach(part -> excusing(part, isBelowNot, slots));
    } else if (isBelowNot) {
      condition.eachRead(slots::add);
    }
  }

  /**
   * Adds a record.
   *
   * @param number among all records, from 1
   */
  void add(SpecificRecordBase one, long number) {
    Event event = row.show(one);
    int person = people.of(stream, event);
    all.add(number, person);
    columns.read(event);
    matcher.match(event, hits);
    Set<Integer> matched = new TreeSet<>();
    for (int i = 0; i < hits.size(); i++) {
      matched.add(hits.get(i));
      selected.merge(hits.get(i), 1L, Long::sum);
    }
    for (DetectionUse use : detections.values()) {
      boolean isMatch = matched.contains(use.rule().head().index());
      if (isMatch || columns.canHold(use.rule().condition(), event, StreamColumns.SEVERAL)) {
        use.indicators()
            .forEach(
                (need, who) -> {
                  int lacked = columns.column(need.slots());
                  NavigableSet<Integer> gaps = new TreeSet<>();
                  if (!isMatch || lacked != StreamColumns.FILLED) {
                    gaps = gaps(use, event, lacked);
                  }
                  boolean isTaken = isMatch && lacked == StreamColumns.FILLED;
                  add(use, who, isTaken, gaps, number, person);
                });
      }
    }
  }

  /** Returns the columns each of which could make an event count that does not. */
  private NavigableSet<Integer> gaps(DetectionUse use, Event event, int lacked) {
    NavigableSet<Integer> gaps = new TreeSet<>();
    if (lacked == StreamColumns.FILLED) {
      use.slots().forEach(slot -> gaps.add(columns.column(slot)));
      gaps.remove(StreamColumns.FILLED);
    } else if (lacked != StreamColumns.SEVERAL) {
      gaps.add(lacked);
    }
    gaps.removeIf(column -> !columns.canHold(use.rule().condition(), event, column));
    return gaps;
  }

  private void add(
      DetectionUse use,
      List<IndicatorTally> who,
      boolean isTaken,
      NavigableSet<Integer> gaps,
      long number,
      int person) {
    if (isTaken) {
      who.forEach(indicator -> indicator.taken().add(number, person));
    }
    for (int gap : gaps) {
      String name = columns.name(gap);
      oneMore.computeIfAbsent(name, key -> new RecordTally()).add(number, person);
      for (IndicatorTally indicator : who) {
        indicator.oneMore().computeIfAbsent(name, key -> new RecordTally()).add(number, person);
      }
    }
    if ((isTaken || !gaps.isEmpty()) && who.stream().anyMatch(IndicatorTally::isOfSuspect)) {
      suspect(isTaken, use.excusing(), number, person);
    }
  }

  private void suspect(boolean isTaken, Set<Integer> excusing, long number, int person) {
    ageless.forEach(
        (slot, exposure) -> {
          if (columns.column(slot) != StreamColumns.FILLED) {
            (isTaken ? exposure.taken() : exposure.oneMore()).add(number, person);
          }
        });
    for (int slot : excusing) {
      int column = columns.column(slot);
      if (column != StreamColumns.FILLED && !ageless.containsKey(column)) {
        excuses.add(column);
        (isTaken ? unexcused.taken() : unexcused.oneMore()).add(number, person);
      }
    }
  }

  RecordTally all() {
    return all;
  }

  /** Returns how many records a detection selects. */
  long selected(int detection) {
    return selected.getOrDefault(detection, 0L);
  }

  StreamColumns columns() {
    return columns;
  }

  /** Returns the records that a rule would take if a column were filled, by column. */
  Map<String, RecordTally> oneMore() {
    return oneMore;
  }

  /** Returns the records that do not say what separates victims, by slot. */
  NavigableMap<Integer, Exposure> ageless() {
    return ageless;
  }

  /** Returns the slots that could show that a rule should leave a record alone. */
  NavigableSet<Integer> excuses() {
    return excuses;
  }

  /** Returns the records that lack one of these. */
  Exposure unexcused() {
    return unexcused;
  }
}
