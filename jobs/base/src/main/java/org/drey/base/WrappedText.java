package org.drey.base;

import java.util.ArrayList;
import java.util.List;

/** Words for people, over as many lines as they take. */
public final class WrappedText {
  private WrappedText() {}

  /**
   * Returns the lines; a word that is longer than a line has one of its own.
   *
   * @param first what the first line begins with
   * @param further what the others begin with
   * @param width the most characters of a line
   */
  public static List<String> lines(String first, String further, String words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    int empty = line.length();
    for (String word : words.split(" ", -1)) {
      if (line.length() > empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(further);
        empty = line.length();
      }
      line.append(line.length() > empty ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
