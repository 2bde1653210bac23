package org.drey.cli.readiness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.Event;

/**
 * How many events a detection selects of its stream.
 *
 * @param matched those that it selects
 * @param events those of its stream
 */
public record SelectedEvents(long matched, long events) {
  /** Returns the part that is selected, 0 to 1; 0 of a stream without an event. */
  public double share() {
    return events == 0 ? 0 : (double) matched / events;
  }

  /** A rule set, and how often each of its detections has matched an event of a stream. */
  private record MatchCounter(
      RuleSet rules, StreamMatcher matcher, RuleHits hits, Map<Integer, Long> matched) {
    void count(Event event) {
      matcher.match(event, hits);
      for (int i = 0; i < hits.size(); i++) {
        matched.merge(hits.get(i), 1L, Long::sum);
      }
    }
  }

  /**
   * Reads folders of events once, and counts for several rule sets.
   *
   * @param folders of a stream, the first of these that has it is read
   * @param progress is given the number of lines read so far, after each
   * @return for each rule set, by the id of each detection whose stream is there
   */
  public static List<Map<String, SelectedEvents>> count(
      List<Path> folders,
      DreyConfiguration configuration,
      List<RuleSet> rules,
      LongConsumer progress)
      throws IOException {
    List<Map<String, SelectedEvents>> selected = new ArrayList<>();
    rules.forEach(set -> selected.add(new TreeMap<>()));
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      for (Path folder : folders) {
        FolderEvents events = new FolderEvents(folder, configuration, progress);
        if (events.has(stream)) {
          count(events, stream, configuration, rules, selected);
          break;
        }
      }
    }
    return selected;
  }

  private static void count(
      FolderEvents folder,
      StreamDefinition<?> stream,
      DreyConfiguration configuration,
      List<RuleSet> rules,
      List<Map<String, SelectedEvents>> selected)
      throws IOException {
    if (rules.stream().noneMatch(set -> set.reads(stream.topic()))) {
      return;
    }
    EventRow row = stream.row(new CurrencyRates(configuration), configuration.suffixes(), () -> {});
    List<MatchCounter> counters =
        rules.stream()
            .map(
                set ->
                    new MatchCounter(
                        set, set.matcher(stream.schema()), new RuleHits(), new TreeMap<>()))
            .toList();
    long[] events = {0};
    folder.read(
        stream,
        record -> {
          Event event = row.show(record);
          events[0]++;
          counters.forEach(counter -> counter.count(event));
        });
    for (int i = 0; i < counters.size(); i++) {
      for (DetectionRule rule : rules.get(i).detections()) {
        if (rule.stream().topic().equals(stream.topic())) {
          long matched = counters.get(i).matched().getOrDefault(rule.head().index(), 0L);
          selected.get(i).put(rule.head().id(), new SelectedEvents(matched, events[0]));
        }
      }
    }
  }
}
