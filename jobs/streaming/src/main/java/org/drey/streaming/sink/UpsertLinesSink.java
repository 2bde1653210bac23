package org.drey.streaming.sink;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.drey.base.OwnerOnly;
import org.drey.event.json.JsonLineWriter;

/**
 * Writes every revision of a bounded stream of upserts to one file of JSON lines. What ended is not
 * in the file: when the stream has ended, the lines before a deletion of their key are taken out.
 * For parallelism 1.
 */
public final class UpsertLinesSink<T extends SpecificRecordBase> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final AvroRecords.Key<T> key;
  private final AvroRecords.Existence<T> existence;

  /**
   * A sink.
   *
   * @param existence whether an element says that something is there; else it deletes its key
   */
  public UpsertLinesSink(Path file, AvroRecords.Key<T> key, AvroRecords.Existence<T> existence) {
    this.file = file.toString();
    this.key = key;
    this.existence = existence;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new Writer(Path.of(file));
  }

  private final class Writer implements SinkWriter<T> {
    private final Path path;
    private final OutputStream unbuffered;
    private final OutputStream out;
    private final JsonLineWriter lines = new JsonLineWriter();
    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> removed = new HashMap<>();

    Writer(Path path) throws IOException {
      this.path = path;
      this.unbuffered = ResultOutput.unbuffered(path);
      this.out = new BufferedOutputStream(unbuffered);
    }

    @Override
    public void write(T element, Context elementContext) throws IOException {
      String of = String.valueOf(key.of(element));
      if (!existence.isThere(element)) {
        removed.put(of, keys.size());
        return;
      }
      keys.add(of);
      out.write(lines.write(element));
      out.write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      out.flush();
      if (endOfInput && !removed.isEmpty()) {
        takeOut();
      }
    }

    @Override
    public void close() throws IOException {
      unbuffered.close();
    }

    private void takeOut() throws IOException {
      Path rest = path.resolveSibling(path.getFileName() + ".rest");
      OwnerOnly.create(rest).close();
      try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
          OutputStream to = ResultOutput.buffered(rest)) {
        int line = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
          if (line >= removed.getOrDefault(keys.get(line), 0)) {
            to.write(next);
          }
          line += next == '\n' ? 1 : 0;
        }
        to.flush();
        Files.move(rest, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(rest); // there yet if the disk was full
      }
    }
  }
}
