package org.drey.yaml;

/**
 * A reason why something written in a file cannot be used.
 *
 * @param file the file's path as given
 * @param line the line, from 1
 * @param reason what is wrong and what to do, in words
 */
public record YamlProblem(String file, int line, String reason) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + reason;
  }
}
