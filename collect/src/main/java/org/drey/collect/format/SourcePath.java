package org.drey.collect.format;

import java.util.Arrays;
import java.util.List;

/**
 * The place of a value in a line: a JSON pointer, in which {@code *} stands for every item or for
 * any part of a key, or the name of a column or key.
 *
 * @param steps keys or positions, from the outermost
 */
record SourcePath(List<String> steps) {
  static SourcePath of(String text) {
    return text.startsWith("/")
        ? new SourcePath(
            Arrays.stream(text.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList())
        : new SourcePath(List.of(text));
  }

  /** Returns whether there may be several values. */
  boolean isMany() {
    return steps.stream().anyMatch(step -> step.contains("*"));
  }
}
