package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/** Lists cut to so many bytes, as a record has to fit a broker. */
final class ByteBudget {
  /** Bytes that Avro writes before a text of an id's size. */
  private static final int LENGTH_BYTES = 2;

  private ByteBudget() {}

  /** Returns the first of some items, as many as so many bytes hold, but one at least. */
  static <T> List<T> first(List<T> items, ToIntFunction<T> size, int bytes) {
    int left = bytes;
    for (int i = 0; i < items.size(); i++) {
      left -= size.applyAsInt(items.get(i));
      if (left < 0) {
        return items.subList(0, Math.max(1, i));
      }
    }
    return items;
  }

  /** Returns the first of some ids. */
  static List<String> ids(List<String> ids, int bytes) {
    return first(ids, ByteBudget::of, bytes);
  }

  /** Returns the bytes of a text. */
  static int of(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + LENGTH_BYTES;
  }
}
