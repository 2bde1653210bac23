package org.drey.cli.sample;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.RegularFile;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.LineReader;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.json.JsonLine;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/**
 * Tries the detection rules of a set on a folder of {@code <topic>.jsonl}, as a replay reads it.
 */
public final class RuleSample {
  private final RuleSet rules;
  private final DreyConfiguration configuration;
  private final LongConsumer progress;
  private final Map<String, Long> events = new HashMap<>();
  private final Map<Integer, Long> matched = new HashMap<>();
  private long rejected;
  private long lines;

  private RuleSample(RuleSet rules, DreyConfiguration configuration, LongConsumer progress) {
    this.rules = rules;
    this.configuration = configuration;
    this.progress = progress;
  }

  /**
   * Reads all of a folder.
   *
   * @param progress is given the number of lines read so far, after each
   */
  public static SelectionShares read(
      Path folder, RuleSet rules, DreyConfiguration configuration, LongConsumer progress)
      throws IOException {
    RuleSample sample = new RuleSample(rules, configuration, progress);
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      sample.read(folder, stream);
    }
    return sample.shares();
  }

  private <T extends SpecificRecordBase> void read(Path folder, StreamDefinition<T> stream)
      throws IOException {
    Path file = folder.resolve(stream.topic() + ".jsonl");
    TopicBindings bindings = stream.fileBindings(configuration);
    if (bindings.topics().isEmpty() || !RegularFile.isThere(file)) {
      return; // a replay does not read it either
    }
    StreamMatcher matcher = rules.matcher(stream.schema());
    EventRow row = stream.row(new CurrencyRates(configuration), configuration.suffixes(), () -> {});
    LineEvents<T> accepted = new LineEvents<>(stream, bindings);
    RuleHits hits = new RuleHits();
    try (LineReader reader = new LineReader(new BufferedInputStream(Files.newInputStream(file)))) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        progress.accept(++lines);
        if (LineReader.isBlank(line)) {
          continue;
        }
        T datum = accepted.read(line);
        if (datum == null) {
          rejected++;
        } else {
          count(stream.topic(), row.show(datum), matcher, hits);
        }
      }
    }
  }

  private void count(String topic, EventRow event, StreamMatcher matcher, RuleHits hits) {
    matcher.match(event, hits);
    events.merge(topic, 1L, Long::sum);
    for (int i = 0; i < hits.size(); i++) {
      matched.merge(hits.get(i), 1L, Long::sum);
    }
  }

  /** Turns the lines of a stream into what a door would see. */
  private static final class LineEvents<T extends SpecificRecordBase> {
    private final JsonLineReader<T> json;
    private final RecordAcceptance<T> acceptance;
    private final RecordHeader header;
    private final RecordPosition place;
    private final long now = System.currentTimeMillis();

    LineEvents(StreamDefinition<T> stream, TopicBindings bindings) {
      this.json = JsonLineReader.of(stream.type());
      this.acceptance = new RecordAcceptance<>(stream.schema(), bindings);
      this.header = new RecordHeader(stream.schema());
      this.place = new RecordPosition(stream.topic(), 0, 0);
    }

    /** The event of a line; null if it would be a dead letter. */
    @Nullable T read(byte[] line) {
      try {
        JsonLine<T> read = json.read(line);
        ArrivedRecord<T> arrival = acceptance.accept(read.datum(), place, receivedAt(read));
        return arrival.isRejected() ? null : arrival.datum();
      } catch (InvalidRecordException | RuntimeException | StackOverflowError e) {
        return null; // as at the door: no line stops the others
      }
    }

    private long receivedAt(JsonLine<T> read) {
      return read.receivedAt() == null
          ? Math.min(header.time(read.datum()), now)
          : read.receivedAt().toEpochMilli();
    }
  }

  private SelectionShares shares() {
    List<RuleShare> shares = rules.detections().stream().map(this::share).toList();
    return SelectionShares.of(shares, lines, rejected);
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
