package org.drey.local.rehearse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EventDetector;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.StreamSchema;

/** Which lines of a folder rules want, by the rules alone: no job, no state. */
final class Wanted {
  /** An event is known for as long as state holds it; where no state is kept, never. */
  static final long NEVER_KNOWN = 0;

  private Wanted() {}

  /**
   * A line that a rule wants.
   *
   * @param identity provider, id and key version of its event
   * @param knownMillis for how long after the event state certainly knows it
   */
  record Line(String identity, long happened, long knownMillis) {}

  /** The wanted lines of a topic, by number; those that no job takes are not among them. */
  static Map<Integer, Line> of(
      Path folder, String topic, RuleSet rules, DreyConfiguration configuration)
      throws IOException {
    return of(folder.resolve(topic + ".jsonl"), StreamRegistry.of(topic), rules, configuration);
  }

  private static <T extends SpecificRecordBase> Map<Integer, Line> of(
      Path file, StreamDefinition<T> definition, RuleSet rules, DreyConfiguration configuration)
      throws IOException {
    StreamSchema stream = definition.schema();
    JsonLineReader<T> reader = JsonLineReader.of(definition.type());
    RecordAcceptance<T> acceptance =
        new RecordAcceptance<>(stream, definition.fileBindings(configuration));
    EventRow row =
        definition.row(new CurrencyRates(configuration), configuration.suffixes(), () -> {});
    EventDetector detector = new EventDetector(rules, stream);
    RecordHeader header = new RecordHeader(stream);
    Map<Integer, Line> wanted = new TreeMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      T datum = read(reader, lines.get(i).getBytes(StandardCharsets.ISO_8859_1));
      if (datum == null) {
        continue;
      }
      long time = header.time(datum);
      ArrivedRecord<T> arrival =
          acceptance.accept(datum, new RecordPosition(stream.topic(), 0, i), time);
      T accepted = arrival.datum();
      if (accepted != null && detector.matches(row.show(accepted))) {
        EventDetector.Origin origin =
            new EventDetector.Origin(
                header.id(accepted),
                header.tokenDomain(accepted),
                time,
                true,
                new byte[0],
                arrival.place(),
                arrival.receivedAt());
        Retentions asked = new Retentions(rules);
        boolean unused = detector.report(row, origin, asked);
        wanted.put(i, new Line(header.id(accepted).toString(), time, asked.knownMillis()));
      }
    }
    return wanted;
  }

  private static <T extends SpecificRecordBase> T read(JsonLineReader<T> reader, byte[] line) {
    try {
      return reader.read(line).datum();
    } catch (InvalidRecordException e) {
      return null; // refused
    }
  }

  /** The one entity that is asked whether it knows a late event. */
  private static final class Retentions implements EventDetector.Output {
    private final RuleSet rules;
    private final List<Long> retentions = new ArrayList<>();

    Retentions(RuleSet rules) {
      this.rules = rules;
    }

    @Override
    public void finding(Finding finding) {}

    @Override
    public void match(Match match, int pass) {
      Arrays.stream(match.rules())
          .boxed()
          .flatMap(rule -> rules.uses(rule).stream())
          .map(RuleSet.Use::correlation)
          .filter(rule -> rule.pass() == pass)
          .forEach(rule -> retentions.add(rule.retentionMillis()));
    }

    long knownMillis() {
      return retentions.stream().mapToLong(Long::longValue).min().orElse(NEVER_KNOWN);
    }
  }
}
