package org.drey.collect.format;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.drey.base.Sha256Digests;
import org.jspecify.annotations.Nullable;

/** The values of one line, by the number of their source. Used again for the next line. */
final class LineValues {
  private final Object[] values; // null, a String, or a list of them
  private final Set<String> empty;
  private final InstantSource clock;
  private final MessageDigest digest = Sha256Digests.sha256();
  private final int longestEmpty; // a longer text is not looked for

  /**
   * Room for so many sources.
   *
   * @param empty texts that stand for nothing
   * @param clock by which lines are read
   */
  LineValues(int sources, Set<String> empty, InstantSource clock) {
    this.values = new Object[sources];
    this.empty = empty;
    this.clock = clock;
    this.longestEmpty = empty.stream().mapToInt(String::length).max().orElse(-1);
  }

  /** Makes ids. */
  MessageDigest digest() {
    return digest;
  }

  /** The time at which the line is read. */
  Instant now() {
    return clock.instant();
  }

  void clear() {
    Arrays.fill(values, null);
  }

  /** Sets a value; false if there was one already. */
  boolean put(int source, String text) {
    if (isEmpty(text)) {
      return true;
    }
    boolean isFirst = values[source] == null;
    values[source] = text;
    return isFirst;
  }

  /** Adds to the values of a source that has several. */
  @SuppressWarnings("unchecked") // this class alone puts anything there
  void add(int source, String text) {
    if (isEmpty(text)) {
      return;
    }
    if (values[source] == null) {
      values[source] = new ArrayList<String>();
    }
    ((List<String>) values[source]).add(text);
  }

  private boolean isEmpty(String text) {
    return text.length() <= longestEmpty && empty.contains(text);
  }

  int size() {
    return values.length;
  }

  boolean has(int source) {
    return values[source] != null;
  }

  /** The value; of several the first; null if there is none. */
  @Nullable String text(int source) {
    Object value = values[source];
    return value instanceof List<?> list ? (String) list.get(0) : (String) value;
  }

  /** All values of a source that has any. */
  @SuppressWarnings("unchecked")
  List<String> texts(int source) {
    Object value = values[source];
    return value instanceof List<?> ? (List<String>) value : List.of((String) value);
  }
}
