package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.drey.base.DerivedIds;
import org.jspecify.annotations.Nullable;

/**
 * A hash over named fields in a fixed order. A list that is empty leaves no trace, so that one that
 * is added later changes nothing where there is nothing in it.
 */
final class FieldDigest {
  private final List<String> parts = new ArrayList<>();

  void add(@Nullable Object... values) {
    for (@Nullable Object value : values) {
      parts.add(String.valueOf(value));
    }
  }

  <T> void addAll(String name, List<T> elements, BiConsumer<FieldDigest, T> writer) {
    if (!elements.isEmpty()) {
      add(name, elements.size());
      elements.forEach(element -> writer.accept(this, element));
    }
  }

  String value() {
    return DerivedIds.of(parts.toArray(String[]::new));
  }
}
