package org.drey.alerts.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.event.wire.RecordLimits;

/** The lines of a file, as bytes. */
public final class ResultLines {
  /** One byte more than a record may have, which shows that it is none. */
  static final int MAX_BYTES = RecordLimits.MAX_RECORD_BYTES + 1;

  private static final int BLOCK = 1 << 16;
  private static final JsonFactory JSON = new JsonFactory();

  private ResultLines() {}

  /** Takes lines. */
  public interface LineSink {
    /** Takes a line without its end; of one that no record can be, no more than shows that. */
    void take(byte[] line, LinePlace place) throws IOException;
  }

  /**
   * Returns the key of a line's record; empty if a part of it is missing or no text.
   *
   * @param fields that make it, see {@link org.drey.event.Topics#keyFields}
   */
  public static String key(byte[] line, List<String> fields) {
    Map<String, String> parts = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (parts.size() < fields.size()) {
        String name = json.nextFieldName();
        if (name == null) {
          return "";
        }
        if (json.nextToken() == JsonToken.VALUE_STRING && fields.contains(name)) {
          parts.put(name, json.getText());
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      return ""; // no JSON
    }
    return fields.stream().map(parts::get).collect(Collectors.joining("/"));
  }

  /** Reads a file line by line, with at most one line in memory. */
  public static void each(Path file, LineSink taker) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      each(in, 0, 1, taker);
    }
  }

  /**
   * Reads the rest of a file.
   *
   * @param offset of the line that comes next
   * @param number of that line
   */
  static void each(InputStream in, long offset, long number, LineSink taker) throws IOException {
    LineBuffer line = new LineBuffer(offset, number);
    byte[] block = new byte[BLOCK];
    for (int size = in.read(block); size >= 0; size = in.read(block)) {
      int from = 0;
      for (int i = 0; i < size; i++) {
        if (block[i] == '\n') {
          line.add(block, from, i - from);
          line.giveTo(taker, true);
          from = i + 1;
        }
      }
      line.add(block, from, size - from);
    }
    if (line.length > 0) {
      line.giveTo(taker, false);
    }
  }

  /** The line that is being read. */
  private static final class LineBuffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long offset;
    private long number;
    private long length;

    LineBuffer(long offset, long number) {
      this.offset = offset;
      this.number = number;
    }

    void add(byte[] block, int from, int size) {
      length += size;
      bytes.write(block, from, Math.min(size, MAX_BYTES - Math.min(MAX_BYTES, bytes.size())));
    }

    void giveTo(LineSink taker, boolean isEnded) throws IOException {
      LinePlace place = new LinePlace(number++, offset, length, isEnded);
      offset = place.end();
      byte[] line = bytes.toByteArray();
      bytes.reset();
      length = 0;
      taker.take(line, place);
    }
  }
}
