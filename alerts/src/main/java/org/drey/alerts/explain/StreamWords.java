package org.drey.alerts.explain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.event.LogSource;

/** The log sources of an alert, in words. */
public final class StreamWords {
  private static final Map<String, String> WORDS =
      LogSource.ALL.stream().collect(Collectors.toMap(LogSource::label, LogSource::words));

  private StreamWords() {}

  /** Those of an alert. */
  public static List<String> of(Collection<String> streams) {
    return streams.stream().map(one -> WORDS.getOrDefault(one, one)).toList();
  }

  /** Those on which an alert does not rest. */
  static List<String> missing(Collection<String> streams) {
    return LogSource.ALL.stream()
        .filter(one -> !streams.contains(one.label()))
        .map(LogSource::words)
        .toList();
  }

  /** "a", "a and b", "a, b and c"; where an item has its own "and", "a, b and c, and d". */
  static String list(List<String> items) {
    int last = items.size() - 1;
    boolean hasAnd = items.stream().anyMatch(item -> item.contains(" and "));
    return last <= 0
        ? String.join("", items)
        : String.join(", ", items.subList(0, last))
            + (hasAnd ? ", and " : " and ")
            + items.get(last);
  }
}
