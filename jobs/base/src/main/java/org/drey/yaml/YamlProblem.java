package org.drey.yaml;

import org.drey.base.PlainText;

/**
 * A reason why something written in a file cannot be used.
 *
 * @param file the file's path as given
 * @param line the line, from 1
 * @param reason what is wrong and what to do, in words
 */
public record YamlProblem(String file, int line, String reason) {
  /** A line for people: names in it are as others wrote them, in files and of files. */
  @Override
  public String toString() {
    return PlainText.text(file + ":" + line + ": " + reason);
  }
}
