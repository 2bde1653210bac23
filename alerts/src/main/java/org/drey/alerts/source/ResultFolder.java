package org.drey.alerts.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;

/** A folder of {@code <topic>.jsonl}, as replay and {@code alerts tail} write it. */
public final class ResultFolder implements ResultSource {
  private final Path folder;
  private final Consumer<String> warnings;
  private final NotRead notRead = new NotRead();
  private final NewestLines newest = new NewestLines();

  /**
   * A folder.
   *
   * @param warnings takes a text for each of the first lines that cannot be read
   */
  public ResultFolder(Path folder, Consumer<String> warnings) {
    this.folder = folder;
    this.warnings = warnings;
  }

  /** The file of a topic, whether it is there or not. */
  public Path file(String topic) {
    return folder.resolve(topic + ".jsonl");
  }

  @Override
  public boolean has(String topic) {
    return Files.isRegularFile(file(topic));
  }

  @Override
  public <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException {
    read(topic, type, keys, reader, ResultLines::each);
  }

  @Override
  public void readNewest(String topic, Predicate<String> ids, Reader<Alert> reader)
      throws IOException {
    read(topic, Alert.class, ids, reader, newest::each);
  }

  /**
   * Reads a file of records by itself.
   *
   * @param warnings takes a text for each of the first lines that cannot be read
   * @return how many lines could not be read
   */
  public static <T extends SpecificRecordBase> int readFile(
      Path file, Class<T> type, Reader<T> reader, Consumer<String> warnings) throws IOException {
    UnreadableRecords unreadable = new UnreadableRecords(file.toString(), warnings);
    ResultLines.each(file, taker(type, line -> false, reader, unreadable));
    unreadable.end();
    return unreadable.count();
  }

  /** Reads lines of a file. */
  private interface LineReading {
    void each(Path file, ResultLines.LineSink taker) throws IOException;
  }

  private <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader, LineReading lines)
      throws IOException {
    if (has(topic)) {
      UnreadableRecords unreadable = notRead.of(topic, file(topic).toString(), warnings);
      List<String> fields = TopicNames.keyFields(topic);
      lines.each(file(topic), taker(type, line -> isOther(line, fields, keys), reader, unreadable));
      notRead.read(topic, unreadable);
    }
  }

  private static <T extends SpecificRecordBase> ResultLines.LineSink taker(
      Class<T> type, Predicate<byte[]> isOther, Reader<T> reader, UnreadableRecords unreadable) {
    JsonLineReader<T> form = JsonLineReader.of(type);
    return (line, place) -> {
      if (new String(line, StandardCharsets.UTF_8).isBlank() || isOther.test(line)) {
        return;
      }
      T datum;
      try {
        datum = form.read(line).datum();
      } catch (InvalidRecordException e) {
        if (place.isEnded()) { // else it is still being written
          unreadable.add("line " + place.number(), e);
        }
        return;
      }
      reader.take(datum);
    };
  }

  /**
   * Returns whether a line is of a key that no one asked for; one that is no record is read, and
   * warned of.
   */
  private static boolean isOther(byte[] line, List<String> fields, Predicate<String> keys) {
    String key = ResultLines.key(line, fields);
    return !key.isEmpty() && !keys.test(key);
  }

  @Override
  public long unreadable() {
    return notRead.count();
  }

  @Override
  public void warn(String what) {
    warnings.accept(what);
  }

  @Override
  public String name() {
    return folder.toString();
  }
}
