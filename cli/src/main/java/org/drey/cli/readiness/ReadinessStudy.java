package org.drey.cli.readiness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.drey.cli.readiness.ReadinessReport.ColumnLine;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessReport.IndicatorLine;
import org.drey.cli.readiness.ReadinessReport.StreamLine;
import org.drey.cli.readiness.RuleNeed.OneEvent;
import org.drey.cli.readiness.RuleNeed.SeveralNeeds;
import org.drey.cli.sample.FolderEvents;
import org.drey.cli.sample.RefusedLines;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.Event;
import org.jspecify.annotations.Nullable;

/** A study of records: what their columns can detect by the rules. */
final class ReadinessStudy {
  private static final Comparator<NavigableSet<String>> FEWEST =
      Comparator.comparingInt(Collection::size);

  private final RuleSet rules;
  private final PeopleNumbers people;
  private final Collection<IndicatorTally> indicators;
  private final Map<String, StreamTally> streams = new TreeMap<>();
  private final NavigableMap<String, String> unread = new TreeMap<>();
  private long records;

  /**
   * A study.
   *
   * @param mostPeople how many people are distinguished at most
   */
  ReadinessStudy(RuleSet rules, int mostPeople) {
    this.rules = rules;
    this.people = new PeopleNumbers(mostPeople);
    this.indicators = IndicatorTally.of(rules);
  }

  /**
   * Reads a folder.
   *
   * @param mostPeople how many people are distinguished at most
   */
  static ReadinessReport of(FolderEvents folder, RuleSet rules, int mostPeople) throws IOException {
    ReadinessStudy study = new ReadinessStudy(rules, mostPeople);
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      if (folder.has(stream)) {
        Consumer<Event> events = study.stream(stream);
        if (events != null) {
          folder.read(stream, events::accept);
        }
      }
    }
    return study.report(folder.lines(), folder.refused(), folder.absent());
  }

  /** Returns what studies the events of a stream; null if no rule reads it. */
  @Nullable Consumer<Event> stream(StreamDefinition<?> stream) {
    if (!rules.reads(stream.topic())) {
      unread.put(stream.topic(), "no rule reads it");
      return null;
    }
    StreamTally tally = new StreamTally(stream, rules, indicators, people);
    streams.put(stream.topic(), tally);
    return event -> tally.add(event, ++records);
  }

  /**
   * Returns what was found.
   *
   * @param lines how many were read
   * @param refused those that cannot be used, by reason
   * @param absent how many lines leave out each column
   */
  ReadinessReport report(long lines, Map<String, RefusedLines> refused, Map<String, Long> absent) {
    for (StreamTally tally : List.copyOf(streams.values())) {
      if (tally.all().records() == 0) {
        streams.remove(tally.topic());
        unread.put(tally.topic(), "no line of it can be used");
      }
    }
    NavigableMap<String, Double> filled = new TreeMap<>();
    streams.values().forEach(stream -> filled.putAll(stream.filled()));
    List<IndicatorLine> rows = indicators.stream().map(one -> line(one, filled)).toList();
    return new ReadinessReport(
        lines,
        people.isFull(),
        refused,
        absent,
        unread,
        streams.values().stream()
            .map(
                one -> new StreamLine(one.topic(), Count.of(one.all()), one.filled(), one.always()))
            .toList(),
        streams.values().stream()
            .flatMap(one -> ColumnWarnings.of(one, indicators, rows).stream())
            .toList(),
        columns(rows, filled),
        rows);
  }

  private IndicatorLine line(IndicatorTally indicator, NavigableMap<String, Double> filled) {
    NavigableSet<String> lacks =
        indicator.needs().stream().map(this::lacking).min(FEWEST).orElseThrow();
    NavigableMap<String, @Nullable Double> fields = new TreeMap<>();
    indicator.fields().forEach(field -> fields.put(field, filled.get(field)));
    NavigableMap<String, Count> oneMore = new TreeMap<>();
    indicator.oneMore().forEach((column, tally) -> oneMore.put(column, Count.of(tally)));
    return new IndicatorLine(
        indicator.indicator(),
        indicator.track().name().toLowerCase(Locale.ROOT),
        indicator.isLive(),
        lacks.isEmpty(),
        lacks,
        Count.of(indicator.taken()),
        fields,
        oneMore);
  }

  /** Returns the columns and streams without which a need cannot be met; none if it can. */
  private NavigableSet<String> lacking(RuleNeed need) {
    if (need instanceof OneEvent event) {
      DetectionRule rule = rules.detection(event.detection());
      String topic = rule.stream().topic();
      StreamTally stream = streams.get(topic);
      return stream == null ? new TreeSet<>(List.of(topic)) : stream.lacking(rule, event);
    }
    SeveralNeeds several = (SeveralNeeds) need;
    List<NavigableSet<String>> parts = several.parts().stream().map(this::lacking).toList();
    if (!several.all()) {
      return parts.stream().min(FEWEST).orElseThrow();
    }
    NavigableSet<String> all = new TreeSet<>();
    parts.forEach(all::addAll);
    return all;
  }

  private static List<String> computedFrom(String column) {
    String[] parts = column.split("\\.", 2);
    return StreamRegistry.of(parts[0]).computedFrom(parts[1]);
  }

  private List<ColumnLine> columns(List<IndicatorLine> lines, NavigableMap<String, Double> filled) {
    Map<String, RecordTally> oneMore = new HashMap<>();
    streams.values().forEach(stream -> oneMore.putAll(stream.oneMore()));
    NavigableSet<String> names = new TreeSet<>(oneMore.keySet());
    lines.forEach(line -> names.addAll(line.lacks()));
    names.removeIf(name -> !name.contains("."));
    List<ColumnLine> columns = new ArrayList<>();
    for (String name : names) {
      List<IndicatorLine> lacking =
          lines.stream().filter(line -> line.lacks().contains(name)).toList();
      columns.add(
          new ColumnLine(
              name,
              computedFrom(name),
              filled.getOrDefault(name, 0.0),
              lacking.stream()
                  .filter(IndicatorLine::lacksOneColumn)
                  .map(IndicatorLine::name)
                  .toList(),
              lacking.stream()
                  .filter(line -> !line.lacksOneColumn())
                  .map(IndicatorLine::name)
                  .toList(),
              Count.of(oneMore.getOrDefault(name, new RecordTally()))));
    }
    columns.sort(
        Comparator.comparingInt((ColumnLine line) -> line.indicators().size())
            .thenComparingInt(line -> line.oneMore().people())
            .thenComparingLong(line -> line.oneMore().records())
            .thenComparingInt(line -> line.withOthers().size())
            .reversed()
            .thenComparing(ColumnLine::column));
    return columns;
  }
}
