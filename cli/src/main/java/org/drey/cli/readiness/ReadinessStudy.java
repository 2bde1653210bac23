package org.drey.cli.readiness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.cli.readiness.FolderEvents.RefusedLines;
import org.drey.cli.readiness.ReadinessReport.ColumnLine;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessReport.IndicatorLine;
import org.drey.cli.readiness.ReadinessReport.RuleLine;
import org.drey.cli.readiness.ReadinessReport.StreamLine;
import org.drey.cli.readiness.RuleNeed.OneEvent;
import org.drey.cli.readiness.RuleNeed.SeveralNeeds;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.catalogue.FieldsRead;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/** A study of records: what their columns can detect by the rules. Not thread-safe. */
public final class ReadinessStudy {
  private static final Comparator<NavigableSet<String>> FEWEST =
      Comparator.comparingInt(Collection::size);

  private final DreyConfiguration configuration;
  private final RuleSet rules;
  private final PeopleNumbers people = new PeopleNumbers(PeopleNumbers.MAX_PEOPLE);
  private final Collection<IndicatorTally> indicators;
  private final Map<String, StreamTally> streams = new TreeMap<>();
  private final NavigableMap<String, String> unread = new TreeMap<>();
  private long records;

  /** Records, and the people whose they are. */
  static final class RecordTally {
    private final BitSet people = new BitSet();
    private long records;
    private long last;

    /**
     * Adds a record, which counts once.
     *
     * @param record its number, from 1; they come in order
     * @param person a number of {@link PeopleNumbers}
     */
    void add(long record, int person) {
      if (record != last) {
        last = record;
        records++;
        if (person != PeopleNumbers.NONE) {
          people.set(person);
        }
      }
    }

    Count count() {
      return new Count(records, people.cardinality());
    }
  }

  /** A number for each person of the events read, so that people are counted in bits. */
  static final class PeopleNumbers {
    /** The most people that are distinguished: some 200 MB. Others are not counted. */
    static final int MAX_PEOPLE = 1_000_000;

    /** The place of an event without a person, or of a person beyond the most. */
    static final int NONE = -1;

    private final int most;
    private final Map<String, Integer> numbers = new HashMap<>();
    private boolean isFull;

    PeopleNumbers(int most) {
      this.most = most;
    }

    /** Returns whether there were more people than are distinguished. */
    boolean isFull() {
      return isFull;
    }

    /** Returns the number of an event's subject. */
    int of(StreamSchema stream, Event event) {
      int slot = stream.slot("subject");
      String subject = slot < 0 ? null : event.textOrNull(slot);
      if (subject == null) {
        return NONE;
      }
      String realm = event.textAt(stream.slot("token_domain"));
      String person = realm + '\n' + event.longAt(stream.slot("key_version")) + '\n' + subject;
      Integer known = numbers.get(person);
      if (known != null) {
        return known;
      }
      isFull |= numbers.size() >= most;
      if (isFull) {
        return NONE;
      }
      numbers.put(person, numbers.size());
      return numbers.size() - 1;
    }
  }

  /**
   * The records that the rules of an indicator take on one track, or would with a column more.
   *
   * @param heads its rules
   * @param needs what each of them needs; one is enough
   * @param fields that they read, such as payments.payee
   * @param oneMore the records that a rule would take if a column were filled, by column
   */
  record IndicatorTally(
      ScoringPart scoring,
      List<RuleHead> heads,
      List<RuleNeed> needs,
      NavigableSet<String> fields,
      RecordTally taken,
      Map<String, RecordTally> oneMore) {

    /** Returns those of a rule set, by indicator, then by track. */
    static Collection<IndicatorTally> of(RuleSet rules) {
      Map<String, IndicatorTally> tallies = new TreeMap<>();
      for (RuleHead head : rules.heads()) {
        ScoringPart scoring = head.scoring();
        if (scoring != null) {
          IndicatorTally tally =
              tallies.computeIfAbsent(
                  scoring.indicator() + " " + scoring.track(),
                  key ->
                      new IndicatorTally(
                          scoring,
                          new ArrayList<>(),
                          new ArrayList<>(),
                          new TreeSet<>(),
                          new RecordTally(),
                          new TreeMap<>()));
          tally.heads.add(head);
          tally.needs.add(RuleNeed.of(rules, head.index()));
          tally.fields.addAll(FieldsRead.of(rules, head.index()));
        }
      }
      return tallies.values();
    }

    /** Returns whether it speaks of a child in danger. */
    boolean isOfVictim() {
      return scoring.track() == AlertTrack.VICTIM && !scoring.isBenign();
    }

    /** Returns whether it speaks against someone who may be such a child. */
    boolean isOfSuspect() {
      return scoring.track().heldBy() == AlertTrack.VICTIM && !scoring.isBenign();
    }
  }

  /** A study that has seen nothing yet. */
  public ReadinessStudy(DreyConfiguration configuration, RuleSet rules) {
    this.configuration = configuration;
    this.rules = rules;
    this.indicators = IndicatorTally.of(rules);
  }

  /**
   * Reads a folder.
   *
   * @param mostShare the most that a detection under a correlation may select, 0 to 1; null for all
   */
  static ReadinessReport of(
      FolderEvents folder,
      DreyConfiguration configuration,
      RuleSet rules,
      @Nullable Double mostShare)
      throws IOException {
    ReadinessStudy study = new ReadinessStudy(configuration, rules);
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      if (folder.has(stream)) {
        if (rules.reads(stream.topic())) {
          study.unread.put(stream.topic(), "no line of it can be used");
          folder.read(stream, record -> study.take(stream.topic(), record));
        } else {
          study.unread.put(stream.topic(), "no rule reads it");
        }
      }
    }
    return study.report(folder.lines(), folder.refused(), folder.absent(), mostShare);
  }

  /** Takes a record with its header and its tokens. */
  public void take(String topic, SpecificRecordBase record) {
    StreamTally tally = streams.get(topic);
    if (tally == null) {
      if (!rules.reads(topic)) {
        unread.put(topic, "no rule reads it");
        return;
      }
      unread.remove(topic);
      tally = new StreamTally(StreamRegistry.of(topic), configuration, rules, indicators, people);
      streams.put(topic, tally);
    }
    tally.add(record, ++records);
  }

  /** Returns the report on the records taken, for programs; null if rules read none. */
  public @Nullable ReadinessReport report() {
    return records == 0 ? null : report(records, Map.of(), Map.of(), null);
  }

  /** Returns the same for people. */
  public @Nullable String text(boolean colour) {
    ReadinessReport report = report();
    return report == null ? null : new ReadinessText(report, colour).text();
  }

  private ReadinessReport report(
      long lines,
      Map<String, RefusedLines> refused,
      Map<String, Long> absent,
      @Nullable Double mostShare) {
    NavigableMap<String, Double> filled = new TreeMap<>();
    List<StreamLine> read = new ArrayList<>();
    streams.forEach(
        (topic, stream) -> {
          StreamColumns columns = stream.columns();
          filled.putAll(columns.filled());
          read.add(new StreamLine(topic, stream.all().count(), columns.filled(), columns.always()));
        });
    List<IndicatorLine> rows = indicators.stream().map(one -> line(one, filled)).toList();
    return new ReadinessReport(
        lines,
        people.isFull(),
        refused,
        absent,
        unread,
        read,
        streams.values().stream()
            .flatMap(one -> ColumnWarnings.of(one, indicators, rows).stream())
            .toList(),
        columns(rows, filled),
        rows,
        mostShare,
        rules.detections().stream()
            .map(rule -> line(rule, mostShare))
            .sorted(RuleLine.LARGEST_FIRST)
            .toList());
  }

  private IndicatorLine line(IndicatorTally indicator, NavigableMap<String, Double> filled) {
    NavigableSet<String> lacks =
        indicator.needs().stream().map(this::lacking).min(FEWEST).orElseThrow();
    NavigableMap<String, @Nullable Double> fields = new TreeMap<>();
    indicator.fields().forEach(field -> fields.put(field, filled.get(field)));
    NavigableMap<String, Count> oneMore = new TreeMap<>();
    indicator.oneMore().forEach((column, tally) -> oneMore.put(column, tally.count()));
    return new IndicatorLine(
        indicator.scoring().indicator(),
        indicator.scoring().track().name().toLowerCase(Locale.ROOT),
        indicator.heads().stream().anyMatch(RuleHead::live),
        lacks.isEmpty(),
        lacks,
        indicator.taken().count(),
        fields,
        oneMore);
  }

  private RuleLine line(DetectionRule rule, @Nullable Double mostShare) {
    int index = rule.head().index();
    String topic = rule.stream().topic();
    StreamTally stream = streams.get(topic);
    long events = stream == null ? 0 : stream.all().count().records();
    long matched = stream == null ? 0 : stream.selected(index);
    Double share = events == 0 ? null : (double) matched / events;
    List<String> correlations =
        rules.uses(index).stream().map(use -> use.correlation().head().name()).distinct().toList();
    return new RuleLine(
        rule.head().id(),
        rule.head().name(),
        topic,
        matched,
        events,
        share,
        correlations,
        mostShare != null && share != null && share > mostShare && !correlations.isEmpty(),
        lacking(new OneEvent(index, Set.of())));
  }

  /** Returns the columns and streams without which a need cannot be met; none if it can. */
  private NavigableSet<String> lacking(RuleNeed need) {
    if (need instanceof OneEvent event) {
      DetectionRule rule = rules.detection(event.detection());
      String topic = rule.stream().topic();
      StreamTally stream = streams.get(topic);
      return stream == null
          ? new TreeSet<>(List.of(topic))
          : stream.columns().lacking(rule.condition(), event.slots());
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

  private List<ColumnLine> columns(List<IndicatorLine> lines, NavigableMap<String, Double> filled) {
    Map<String, RecordTally> oneMore = new HashMap<>();
    streams.values().forEach(stream -> oneMore.putAll(stream.oneMore()));
    NavigableSet<String> names = new TreeSet<>(oneMore.keySet());
    lines.forEach(line -> names.addAll(line.lacks()));
    names.removeIf(name -> !name.contains("."));
    List<ColumnLine> columns = new ArrayList<>();
    for (String name : names) {
      List<String> alone = new ArrayList<>();
      List<String> withOthers = new ArrayList<>();
      for (IndicatorLine line : lines) {
        if (line.lacks().contains(name)) {
          (line.lacksOneColumn() ? alone : withOthers).add(line.indicator() + " " + line.track());
        }
      }
      String[] parts = name.split("\\.", 2);
      columns.add(
          new ColumnLine(
              name,
              StreamRegistry.of(parts[0]).computedFrom(parts[1]),
              filled.getOrDefault(name, 0.0),
              alone,
              withOthers,
              oneMore.getOrDefault(name, new RecordTally()).count()));
    }
    columns.sort(ColumnLine.MOST_USEFUL_FIRST);
    return columns;
  }
}
