package org.drey.collect.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a table that the operator keeps. Blank ones and those that begin with {@code #} are
 * left out.
 */
public final class TableLines {
  private TableLines() {}

  /** Takes lines. */
  public interface LineTaker {
    /**
     * Takes a line.
     *
     * @param number from 1
     * @throws IllegalArgumentException if it cannot be; says what was expected, and nothing of it
     */
    void take(String line, int number);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if a line cannot be; says which and what was expected, and nothing of it
   */
  public static void read(Path file, LineTaker taker) throws IOException {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          taker.take(line, number);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("line " + number + ": " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IOException("line " + (number + 1) + ": not UTF-8", e);
    }
  }
}
