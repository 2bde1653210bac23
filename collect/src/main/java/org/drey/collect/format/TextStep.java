package org.drey.collect.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversion of one text to another. */
interface TextStep {
  /**
   * Converts a text; null if nothing is left of it.
   *
   * @throws RefusedLineException if it cannot be converted; names the field, never the text
   */
  @Nullable String apply(String text) throws RefusedLineException;

  /** Returns whether a text is read as a day, or as the very beginning of one. */
  default boolean isOfDay(String text) {
    return false;
  }

  /** Converts each of several, without those of which nothing is left. */
  default List<String> applyAll(List<String> texts) throws RefusedLineException {
    List<String> all = new ArrayList<>(texts.size());
    for (String text : texts) {
      String converted = apply(text);
      if (converted != null) {
        all.add(converted);
      }
    }
    return all;
  }
}
