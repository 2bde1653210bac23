package org.drey.cli.feed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.collect.recorded.RecordedLine;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;

/**
 * The lines that brokers have taken, as a folder for replay: with the times that they gave records,
 * by which the live jobs judge them. Belongs to one thread, that of the producer.
 */
final class SentLines implements AutoCloseable {
  private final Path folder;
  private final JsonLineWriter json = new JsonLineWriter();
  private final Map<String, OutputStream> files = new HashMap<>();
  private final Map<String, AvroCodec<? extends SpecificRecordBase>> codecs = new HashMap<>();

  SentLines(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds a line.
   *
   * @param receivedAt when the brokers received it, milliseconds since 1970
   */
  void add(RecordedLine line, long receivedAt) {
    try {
      OutputStream out = file(line.stream());
      out.write(line.identity() == null ? line.value() : dated(line, receivedAt));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OutputStream file(String stream) throws IOException {
    OutputStream open = files.get(stream);
    if (open == null) {
      Files.createDirectories(folder);
      open = new BufferedOutputStream(Files.newOutputStream(folder.resolve(stream + ".jsonl")));
      files.put(stream, open);
    }
    return open;
  }

  private byte[] dated(RecordedLine line, long receivedAt) {
    AvroCodec<? extends SpecificRecordBase> codec =
        codecs.computeIfAbsent(line.stream(), one -> AvroCodec.of(TopicNames.recordClass(one)));
    try {
      String text = new String(json.write(codec.decode(line.value())), StandardCharsets.UTF_8);
      String open = text.substring(0, text.length() - 1);
      return (open + ",\"received_at\":" + receivedAt + "}").getBytes(StandardCharsets.UTF_8);
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("what was encoded can be decoded", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (OutputStream one : files.values()) {
      one.close();
    }
  }
}
