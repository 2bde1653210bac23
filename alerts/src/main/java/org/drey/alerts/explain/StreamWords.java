package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.schema.LogSource;

/** The log sources of an alert, in words. */
public final class StreamWords {
  private static final Map<String, String> WORDS = words();

  private StreamWords() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(LogSource.PAYMENT.label(), "payments");
    words.put(LogSource.LIVESTREAM.label(), "livestreams");
    words.put(LogSource.TRAFFIC.label(), "DNS and web");
    words.put(LogSource.SIGNAL.label(), "reports from outside");
    return words;
  }

  /** Those of an alert. */
  public static List<String> of(Collection<String> streams) {
    return streams.stream().map(one -> WORDS.getOrDefault(one, one)).toList();
  }

  /** Those on which an alert does not rest. */
  static List<String> missing(Collection<String> streams) {
    List<String> missing = new ArrayList<>(WORDS.keySet());
    missing.removeAll(streams);
    return of(missing);
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
