package org.drey.collect.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wanted places of a JSON object, by the keys on the way to them. */
final class SourceTree {
  /** A key with a {@code *}, and what is wanted below. */
  private record KeyPattern(String start, String end, SourceTree below) {
    boolean matches(String key) {
      return key.length() >= start.length() + end.length()
          && key.startsWith(start)
          && key.endsWith(end);
    }
  }

  private final Map<String, SourceTree> byKey = new HashMap<>();
  private final List<KeyPattern> patterns = new ArrayList<>();
  private @Nullable SourceTree each;

  /** The number of the source that is here, or -1. */
  int source = -1;

  boolean isMany;

  static SourceTree of(List<SourcePath> sources) {
    SourceTree root = new SourceTree();
    for (int i = 0; i < sources.size(); i++) {
      SourceTree at = root;
      for (String step : sources.get(i).steps()) {
        at = at.make(step);
      }
      at.source = i;
      at.isMany = sources.get(i).isMany();
    }
    return root;
  }

  private SourceTree make(String step) {
    int star = step.indexOf('*');
    if (star < 0) {
      return byKey.computeIfAbsent(step, key -> new SourceTree());
    }
    if (step.equals("*")) {
      each = each == null ? new SourceTree() : each;
      return each;
    }
    KeyPattern pattern =
        new KeyPattern(step.substring(0, star), step.substring(star + 1), new SourceTree());
    patterns.add(pattern);
    return pattern.below();
  }

  boolean isLeaf() {
    return byKey.isEmpty() && patterns.isEmpty() && each == null;
  }

  /** What is wanted below a key; null if nothing is. */
  @Nullable SourceTree below(String key) {
    SourceTree below = byKey.get(key);
    if (below != null) {
      return below;
    }
    for (KeyPattern pattern : patterns) {
      if (pattern.matches(key)) {
        return pattern.below();
      }
    }
    return each;
  }

  /** What is wanted of an item of a list. */
  @Nullable SourceTree item(int position) {
    return byKey.isEmpty() ? each : below(Integer.toString(position));
  }
}
