package org.drey.collect.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.blocklist.publish.KeyFile;

/**
 * The lines of a file with several keys. Blank ones and those that begin with {@code #} are left
 * out.
 */
public final class KeyLines {
  private KeyLines() {}

  /** Takes lines. */
  public interface LineTaker {
    /**
     * Takes a line.
     *
     * @param line as the form matches it, each byte a character
     * @param where it is, for messages
     */
    void take(Matcher line, String where) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @param form of each line
   * @param words what a line is, for messages
   * @throws KeyFile.UnusableKeyException if others may read or replace the file, or a line has
   *     another form; says nothing of it
   */
  public static void read(Path file, Pattern form, String words, LineTaker taker)
      throws IOException {
    byte[] bytes = KeyFile.readOwned(file);
    CharBuffer text = StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(bytes));
    int number = 0;
    for (String line : text.toString().split("\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String where = "key file " + file + ", line " + number;
      Matcher matcher = form.matcher(line);
      if (!matcher.matches()) {
        throw KeyFile.unusable(where, words);
      }
      taker.take(matcher, where);
    }
    Arrays.fill(bytes, (byte) 0);
  }
}
