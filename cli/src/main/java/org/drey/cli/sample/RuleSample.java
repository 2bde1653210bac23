package org.drey.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;

/**
 * Tries the detection rules of a set on a folder of {@code <topic>.jsonl}, as a replay reads it.
 */
public final class RuleSample {
  private final RuleSet rules;
  private final FolderEvents folder;
  private final Map<String, Long> events = new HashMap<>();
  private final Map<Integer, Long> matched = new HashMap<>();

  private RuleSample(RuleSet rules, FolderEvents folder) {
    this.rules = rules;
    this.folder = folder;
  }

  /**
   * Reads all of a folder.
   *
   * @param progress is given the number of lines read so far, after each
   */
  public static SelectionShares read(
      Path folder, RuleSet rules, DreyConfiguration configuration, LongConsumer progress)
      throws IOException {
    RuleSample sample = new RuleSample(rules, FolderEvents.of(folder, configuration, progress));
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      if (sample.folder.has(stream)) {
        sample.read(stream);
      }
    }
    return sample.shares();
  }

  private void read(StreamDefinition<?> stream) throws IOException {
    StreamMatcher matcher = rules.matcher(stream.schema());
    RuleHits hits = new RuleHits();
    folder.read(stream, event -> count(stream.topic(), event, matcher, hits));
  }

  private void count(String topic, EventRow event, StreamMatcher matcher, RuleHits hits) {
    matcher.match(event, hits);
    events.merge(topic, 1L, Long::sum);
    for (int i = 0; i < hits.size(); i++) {
      matched.merge(hits.get(i), 1L, Long::sum);
    }
  }

  private SelectionShares shares() {
    List<RuleShare> shares = rules.detections().stream().map(this::share).toList();
    long refused = folder.refused().values().stream().mapToLong(RefusedLines::count).sum();
    return SelectionShares.of(shares, folder.lines(), refused);
  }

  private RuleShare share(DetectionRule rule) {
    int index = rule.head().index();
    String topic = rule.stream().topic();
    List<RuleHead> correlations =
        rules.uses(index).stream().map(use -> use.correlation().head()).distinct().toList();
    return new RuleShare(
        rule.head(),
        topic,
        matched.getOrDefault(index, 0L),
        events.getOrDefault(topic, 0L),
        correlations);
  }
}
