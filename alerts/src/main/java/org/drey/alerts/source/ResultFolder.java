package org.drey.alerts.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;

/** A folder of {@code <topic>.jsonl}, as replay, rehearse and {@code alerts tail} write it. */
public final class ResultFolder implements Results {
  private final Path folder;
  private final Consumer<String> warnings;

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
  public <T extends SpecificRecordBase> void read(String topic, Class<T> type, Reader<T> reader)
      throws IOException {
    if (!has(topic)) {
      return;
    }
    JsonLineReader<T> lines = JsonLineReader.of(type);
    Unreadable unreadable = new Unreadable(file(topic).toString(), warnings);
    Lines.each(
        file(topic),
        (line, number, ended) -> {
          if (new String(line, StandardCharsets.UTF_8).isBlank()) {
            return;
          }
          T datum;
          try {
            datum = lines.read(line).datum();
          } catch (InvalidRecordException e) {
            if (ended) { // else it is still being written
              unreadable.add("line " + number, e);
            }
            return;
          }
          reader.take(datum);
        });
    unreadable.end();
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
