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
import org.drey.event.wire.Limits;

/** The lines of a file, as bytes. */
public final class Lines {
  private static final int BUFFER = 1 << 16;
  private static final JsonFactory JSON = new JsonFactory();

  private Lines() {}

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
   * The value of a line's first field, by which a topic keys its records; empty if it is no text.
   */
  public static String key(byte[] line) {
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      json.nextFieldName();
      return json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
    } catch (IOException e) {
      return ""; // no JSON
    }
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
        } else if (line.size() <= Limits.MAX_RECORD_BYTES) {
          line.write(c);
        }
      }
      if (line.size() > 0) {
        taker.take(line.toByteArray(), number, false);
      }
    }
  }
}
