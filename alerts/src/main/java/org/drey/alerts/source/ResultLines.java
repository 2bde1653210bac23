package org.drey.alerts.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
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
  private static final int BUFFER = 1 << 16;
  private static final JsonFactory JSON = new JsonFactory();

  private ResultLines() {}

  /** Takes lines. */
  public interface LineSink {
    /**
     * Takes a line without its end; of one that no record can be, no more than shows that.
     *
     * @param number from 1
     * @param ended whether a line break follows; a last line without one may be still being written
     */
    void take(byte[] line, long number, boolean ended) throws IOException;
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
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long number = 1;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          taker.take(line.toByteArray(), number++, true);
          line.reset();
        } else if (line.size() <= RecordLimits.MAX_RECORD_BYTES) {
          line.write(c);
        }
      }
      if (line.size() > 0) {
        taker.take(line.toByteArray(), number, false);
      }
    }
  }
}
