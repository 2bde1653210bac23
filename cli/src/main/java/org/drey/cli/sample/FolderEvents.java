package org.drey.cli.sample;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
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
import org.drey.event.json.JsonLine;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/** The events of a folder of {@code <topic>.jsonl}, as a replay reads them. */
public final class FolderEvents {
  private final Path folder;
  private final DreyConfiguration configuration;
  private final LongConsumer progress;
  private final @Nullable AbsentSymbols absent;
  private final Map<String, RefusedLines> refused = new TreeMap<>();
  private long lines;

  private FolderEvents(
      Path folder,
      DreyConfiguration configuration,
      LongConsumer progress,
      @Nullable AbsentSymbols absent) {
    this.folder = folder;
    this.configuration = configuration;
    this.progress = progress;
    this.absent = absent;
  }

  /**
   * Returns those of a folder.
   *
   * @param progress is given the number of lines read so far, after each
   */
  public static FolderEvents of(
      Path folder, DreyConfiguration configuration, LongConsumer progress) {
    return new FolderEvents(folder, configuration, progress, null);
  }

  /** Returns the same, where a column of symbols may be left out: it is read as UNKNOWN. */
  public static FolderEvents withAbsentColumns(
      Path folder, DreyConfiguration configuration, LongConsumer progress) {
    return new FolderEvents(folder, configuration, progress, new AbsentSymbols());
  }

  /** Returns whether a stream has a file, and may be read. */
  public boolean has(StreamDefinition<?> stream) throws IOException {
    return !stream.fileBindings(configuration).topics().isEmpty()
        && RegularFile.isThere(file(stream));
  }

  private Path file(StreamDefinition<?> stream) {
    return folder.resolve(stream.topic() + ".jsonl");
  }

  /** Returns how many lines were read. */
  public long lines() {
    return lines;
  }

  /** Returns the lines that would be dead letters, by reason. */
  public Map<String, RefusedLines> refused() {
    return refused;
  }

  /** Returns how many lines leave out each column that was read as UNKNOWN. */
  public Map<String, Long> absent() {
    return absent == null ? Map.of() : absent.lines();
  }

  /** Reads a stream: each event that a door would accept, in one row that shows them in turn. */
  public <T extends SpecificRecordBase> void read(
      StreamDefinition<T> stream, Consumer<EventRow> events) throws IOException {
    TopicBindings bindings = stream.fileBindings(configuration);
    EventRow row = stream.row(new CurrencyRates(configuration), configuration.suffixes(), () -> {});
    LineEvents<T> accepted = new LineEvents<>(stream, bindings);
    Path file = file(stream);
    long number = 0;
    try (LineReader reader = new LineReader(new BufferedInputStream(Files.newInputStream(file)))) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        number++;
        progress.accept(++lines);
        if (LineReader.isBlank(line)) {
          continue;
        }
        T datum = accepted.read(line, number);
        if (datum != null) {
          events.accept(row.show(datum));
        }
      }
    }
  }

  /** Turns the lines of a stream into what a door would see. */
  private final class LineEvents<T extends SpecificRecordBase> {
    private final String topic;
    private final JsonLineReader<T> json;
    private final RecordAcceptance<T> acceptance;
    private final RecordHeader header;
    private final RecordPosition place;
    private final long now = System.currentTimeMillis();

    LineEvents(StreamDefinition<T> stream, TopicBindings bindings) {
      this.topic = stream.topic();
      this.json = JsonLineReader.of(stream.type());
      this.acceptance = new RecordAcceptance<>(stream.schema(), bindings);
      this.header = new RecordHeader(stream.schema());
      this.place = new RecordPosition(topic, 0, 0);
    }

    /** The event of a line; null if it would be a dead letter, which is counted. */
    @Nullable T read(byte[] line, long number) {
      try {
        JsonLine<T> read = json(line);
        ArrivedRecord<T> arrival = acceptance.accept(read.datum(), place, receivedAt(read));
        if (!arrival.isRejected()) {
          return arrival.datum();
        }
        refuse(Objects.toString(arrival.reason()), Objects.toString(arrival.detail()), number);
      } catch (InvalidRecordException e) {
        refuse(e.reason().name(), e.detail(), number);
      } catch (IOException | RuntimeException | StackOverflowError e) {
        refuse(RejectReason.INTERNAL.name(), e.getClass().getName(), number);
      }
      return null; // as at the door: no line stops the others
    }

    private JsonLine<T> json(byte[] line) throws InvalidRecordException, IOException {
      try {
        return json.read(line);
      } catch (InvalidRecordException e) {
        AbsentSymbols symbols = e.reason() == RejectReason.MISSING_FIELD ? absent : null;
        byte[] filled = symbols == null ? null : symbols.filled(topic, line);
        if (filled == null) {
          throw e;
        }
        return json.read(filled);
      }
    }

    private void refuse(String reason, String detail, long number) {
      refused.merge(
          reason, new RefusedLines(1, topic + ".jsonl", number, detail), RefusedLines::and);
    }

    private long receivedAt(JsonLine<T> read) {
      return read.receivedAt() == null
          ? Math.min(header.time(read.datum()), now)
          : read.receivedAt().toEpochMilli();
    }
  }
}
