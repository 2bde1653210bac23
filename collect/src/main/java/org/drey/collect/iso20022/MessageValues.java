package org.drey.collect.iso20022;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The values of an item of a message, with those of the parts around it. Changes as it is read. */
final class MessageValues {
  /** More than the standard gives any field that is read. */
  static final int LONGEST = 256;

  private static final int FIELDS = MessageField.values().length;

  private final Deque<@Nullable String[]> around = new ArrayDeque<>();
  private @Nullable String[] values = new String[FIELDS];
  private long item;

  /** Begins another message. */
  void clear() {
    around.clear();
    values = new String[FIELDS];
    item = 0;
  }

  /** Enters a part. */
  void enter() {
    around.push(values);
    values = values.clone();
  }

  /** Leaves a part, whose values are forgotten. */
  void leave() {
    values = around.pop();
  }

  /** Puts a value; of several in one part the first counts. */
  void put(MessageField field, String value) {
    int at = field.ordinal();
    String[] outside = around.peek();
    if (values[at] == null || (outside != null && outside[at] == values[at])) {
      values[at] = value;
    }
  }

  @Nullable String get(MessageField field) {
    return values[field.ordinal()];
  }

  /** Returns the first that is there. */
  @Nullable String first(MessageField... fields) {
    for (MessageField field : fields) {
      if (get(field) != null) {
        return get(field);
      }
    }
    return null;
  }

  /** Returns whether one is longer than any that the standard knows. */
  boolean areTooLong() {
    for (String value : values) {
      if (value != null && value.length() > LONGEST) {
        return true;
      }
    }
    return false;
  }

  /** Notes that an item is taken. */
  void count() {
    item++;
  }

  /** Returns the number of the item in its message, from 1. */
  long item() {
    return item;
  }
}
