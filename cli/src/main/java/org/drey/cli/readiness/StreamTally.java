package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.cli.readiness.RuleNeed.OneEvent;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamSchema;

/** The records of a stream: which fields they fill, which rules take them, and which would. */
final class StreamTally {
  private final StreamSchema stream;
  private final PeopleNumbers people;
  private final FieldGaps gaps;
  private final long[] filled;
  private final SameSymbols same;
  private final SuspectTally suspects;
  private final NavigableMap<Integer, DetectionUse> detections = new TreeMap<>();
  private final Map<String, RecordTally> oneMore = new TreeMap<>();
  private final RecordTally all = new RecordTally();

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
      RuleSet rules,
      Collection<IndicatorTally> indicators,
      PeopleNumbers people) {
    this.stream = definition.schema();
    this.people = people;
    NavigableSet<Integer> separating = TrackSeparation.slots(stream, rules, indicators);
    NavigableSet<Integer> read = new TreeSet<>(separating);
    for (IndicatorTally indicator : indicators) {
      indicator
          .needs()
          .forEach(need -> need.eachEvent(event -> use(rules, event, indicator, read)));
      indicator.fields().stream()
          .filter(field -> field.startsWith(stream.topic() + "."))
          .forEach(field -> read.add(stream.slot(field.substring(stream.topic().length() + 1))));
    }
    this.gaps = new FieldGaps(definition, read);
    this.filled = new long[stream.fields().size()];
    this.same = new SameSymbols(stream);
    this.suspects = new SuspectTally(gaps, separating);
  }

  private void use(
      RuleSet rules, OneEvent event, IndicatorTally indicator, NavigableSet<Integer> read) {
    DetectionRule rule = rules.detection(event.detection());
    if (!rule.stream().topic().equals(stream.topic())) {
      return;
    }
    DetectionUse use =
        detections.computeIfAbsent(
            event.detection(),
            key ->
                new DetectionUse(
                    rule,
                    new TreeSet<>(),
                    SuspectTally.excusing(rule.condition()),
                    new LinkedHashMap<>()));
    rule.condition().eachRead(use.slots()::add);
    read.addAll(use.slots());
    read.addAll(event.slots());
    List<IndicatorTally> users = use.indicators().computeIfAbsent(event, e -> new ArrayList<>());
    if (!users.contains(indicator)) {
      users.add(indicator);
    }
  }

  /**
   * Adds a record.
   *
   * @param number of all records of the folder, from 1
   */
  void add(Event event, long number) {
    int person = people.of(stream, event);
    all.add(number, person);
    same.add(event);
    gaps.look(slot -> gaps.isFilled(event, slot));
    for (int slot : gaps.slots()) {
      filled[slot] += gaps.column(slot) == FieldGaps.FILLED ? 1 : 0;
    }
    for (DetectionUse use : detections.values()) {
      if (gaps.truth(use.rule().condition(), event, FieldGaps.SEVERAL) != PartialTruth.NO) {
        use.indicators().forEach((one, who) -> add(use, one, who, event, number, person));
      }
    }
  }

  private void add(
      DetectionUse use,
      OneEvent one,
      List<IndicatorTally> who,
      Event event,
      long number,
      int person) {
    int lacked = gaps.column(one.slots());
    boolean isTaken = lacked == FieldGaps.FILLED && use.rule().condition().test(event);
    NavigableSet<Integer> columns = isTaken ? new TreeSet<>() : columns(use, event, lacked);
    if (isTaken) {
      who.forEach(indicator -> indicator.taken().add(number, person));
    }
    columns.forEach(column -> oneMore(who, column, number, person));
    boolean isOfSuspect = who.stream().anyMatch(IndicatorTally::isOfSuspect);
    if (isOfSuspect && (isTaken || !columns.isEmpty())) {
      suspects.add(isTaken, use.excusing(), number, person);
    }
  }

  /** Returns the columns each of which could make an event count that does not. */
  private NavigableSet<Integer> columns(DetectionUse use, Event event, int lacked) {
    NavigableSet<Integer> columns = new TreeSet<>();
    if (lacked == FieldGaps.FILLED) {
      use.slots().forEach(slot -> columns.add(gaps.column(slot)));
      columns.remove(FieldGaps.FILLED);
    } else if (lacked != FieldGaps.SEVERAL) {
      columns.add(lacked);
    }
    columns.removeIf(
        column -> gaps.truth(use.rule().condition(), event, column) == PartialTruth.NO);
    return columns;
  }

  private void oneMore(List<IndicatorTally> who, int column, long number, int person) {
    String name = gaps.name(column);
    oneMore.computeIfAbsent(name, key -> new RecordTally()).add(number, person);
    for (IndicatorTally indicator : who) {
      indicator.oneMore().computeIfAbsent(name, key -> new RecordTally()).add(number, person);
    }
  }

  /** Returns the columns without which no such event can be among the records read. */
  NavigableSet<String> lacking(DetectionRule rule, OneEvent event) {
    gaps.look(slot -> filled[slot] > 0);
    NavigableSet<Integer> columns = gaps.lacking(rule.condition(), same);
    event.slots().forEach(slot -> columns.add(gaps.column(slot)));
    columns.remove(FieldGaps.FILLED);
    NavigableSet<String> names = new TreeSet<>();
    columns.forEach(column -> names.add(gaps.name(column)));
    return names;
  }

  String topic() {
    return stream.topic();
  }

  RecordTally all() {
    return all;
  }

  SuspectTally suspects() {
    return suspects;
  }

  /** Returns the records that a rule would take if a column were filled, by column. */
  Map<String, RecordTally> oneMore() {
    return oneMore;
  }

  /** Returns the name of a column, such as payments.payee_kind. */
  String name(int slot) {
    return gaps.name(slot);
  }

  /** Returns the fields that rules read and that have one symbol in all records, and which. */
  NavigableMap<String, String> always() {
    NavigableMap<String, String> always = new TreeMap<>();
    for (int slot : gaps.slots()) {
      if (same.isSame(slot)) {
        always.put(gaps.name(slot), same.symbol(slot));
      }
    }
    return always;
  }

  /** Returns the part of the records, 0 to 1, that fill each field that rules read. */
  NavigableMap<String, Double> filled() {
    NavigableMap<String, Double> shares = new TreeMap<>();
    for (int slot : gaps.slots()) {
      shares.put(gaps.name(slot), (double) filled[slot] / all.records());
    }
    return shares;
  }
}
