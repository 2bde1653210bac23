package org.drey.cli.readiness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.RegularFile;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.stream.LineReader;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLine;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/**
 * The events of a folder of {@code <topic>.jsonl}, as a replay reads them; but a line may leave out
 * a column of symbols, which is read as if it said UNKNOWN.
 */
final class FolderEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final DreyConfiguration configuration;
  private final LongConsumer progress;
  private final Map<String, RefusedLines> refused = new TreeMap<>();
  private final Map<String, Long> absent = new TreeMap<>();
  private long lines;

  /**
   * The lines that are refused for one reason.
   *
   * @param file the file of the first
   * @param line its number, from 1
   * @param detail which field of it, and what was expected; never a value
   */
  record RefusedLines(long count, String file, long line, String detail) {}

  /**
   * Those of a folder.
   *
   * @param progress is given the number of lines read so far, after each
   */
  FolderEvents(Path folder, DreyConfiguration configuration, LongConsumer progress) {
    this.folder = folder;
    this.configuration = configuration;
    this.progress = progress;
  }

  /** Returns whether a stream has a file, and may be read. */
  boolean has(StreamDefinition<?> stream) throws IOException {
    return !stream.fileBindings(configuration).topics().isEmpty()
        && RegularFile.isThere(file(stream.topic()));
  }

  private Path file(String topic) {
    return folder.resolve(topic + ".jsonl");
  }

  /** Returns how many lines were read. */
  long lines() {
    return lines;
  }

  /** Returns the lines that would be dead letters, by reason. */
  Map<String, RefusedLines> refused() {
    return refused;
  }

  /** Returns how many lines leave out each column that was read as UNKNOWN. */
  Map<String, Long> absent() {
    return absent;
  }

  /** Reads a stream: each record that a door would accept; others are counted. */
  <T extends SpecificRecordBase> void read(
      StreamDefinition<T> stream, Consumer<SpecificRecordBase> records) throws IOException {
    JsonLineReader<T> json = JsonLineReader.of(stream.type());
    RecordAcceptance<T> acceptance =
        new RecordAcceptance<>(stream.schema(), stream.fileBindings(configuration));
    RecordHeader header = new RecordHeader(stream.schema());
    RecordPosition place = new RecordPosition(stream.topic(), 0, 0);
    long now = System.currentTimeMillis();
    long number = 0;
    try (LineReader reader =
        new LineReader(new BufferedInputStream(Files.newInputStream(file(stream.topic()))))) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        number++;
        progress.accept(++lines);
        if (LineReader.isBlank(line)) {
          continue;
        }
        ArrivedRecord<T> arrival = null;
        try {
          JsonLine<T> read = read(json, stream.topic(), line);
          long receivedAt =
              read.receivedAt() == null
                  ? Math.min(header.time(read.datum()), now)
                  : read.receivedAt().toEpochMilli();
          arrival = acceptance.accept(read.datum(), place, receivedAt);
        } catch (InvalidRecordException e) {
          refuse(e.reason().name(), e.detail(), stream, number);
        } catch (IOException | RuntimeException | StackOverflowError e) {
          // as at the door: no line stops the others
          refuse(RejectReason.INTERNAL.name(), e.getClass().getName(), stream, number);
        }
        if (arrival != null && arrival.isRejected()) {
          refuse(
              Objects.toString(arrival.reason()),
              Objects.toString(arrival.detail()),
              stream,
              number);
        } else if (arrival != null) {
          records.accept(arrival.datum());
        }
      }
    }
  }

  private <T extends SpecificRecordBase> JsonLine<T> read(
      JsonLineReader<T> json, String topic, byte[] line)
      throws InvalidRecordException, IOException {
    try {
      return json.read(line);
    } catch (InvalidRecordException e) {
      byte[] filled = e.reason() == RejectReason.MISSING_FIELD ? filled(topic, line) : null;
      if (filled == null) {
        throw e;
      }
      return json.read(filled);
    }
  }

  private void refuse(String reason, String detail, StreamDefinition<?> stream, long number) {
    refused.merge(
        reason,
        new RefusedLines(1, stream.topic() + ".jsonl", number, detail),
        (first, one) -> new RefusedLines(first.count + 1, first.file, first.line, first.detail));
  }

  /** Returns a line with the columns as UNKNOWN that it leaves out; null if it leaves out none. */
  private byte @Nullable [] filled(String topic, byte[] line) throws IOException {
    if (!(JSON.readTree(line) instanceof ObjectNode object)) {
      return null;
    }
    List<String> columns = new ArrayList<>();
    for (Schema.Field field : TopicNames.schema(topic).getFields()) {
      Schema schema = field.schema();
      boolean knows =
          schema.getType() == Schema.Type.ENUM && schema.hasEnumSymbol(PossibleTruth.UNKNOWN);
      boolean isDefault = !object.has(field.name()) && field.hasDefaultValue();
      if (knows && !isDefault && !object.hasNonNull(field.name())) {
        object.put(field.name(), PossibleTruth.UNKNOWN);
        columns.add(topic + "." + field.name());
      }
    }
    columns.forEach(column -> absent.merge(column, 1L, Long::sum));
    return columns.isEmpty() ? null : JSON.writeValueAsBytes(object);
  }
}
