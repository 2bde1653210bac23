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
  /** Keeps what can be printed: a key, a title or a name may hold anything. */
  public YamlProblem {
    file = PlainText.text(file);
    reason = PlainText.text(reason);
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + reason;
  }
}
