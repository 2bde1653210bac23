package org.drey.collect.format;

import org.jspecify.annotations.Nullable;

/**
 * Some characters of a text of fixed places.
 *
 * @param first place, from 1
 * @param last place; of a shorter text nothing is left
 */
record PartText(int first, int last) implements TextStep {
  @Override
  public @Nullable String apply(String text) {
    return text.length() < last ? null : text.substring(first - 1, last);
  }
}
