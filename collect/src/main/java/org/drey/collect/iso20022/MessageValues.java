package org.drey.collect.iso20022;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** The values of an item of a message, with those of the parts around it. Changes as it is read. */
final class MessageValues {
  /** More than the standard gives any field that is read. */
  static final int LONGEST = 256;

  private final String input;
  private final Deque<ValueScope> around = new ArrayDeque<>();
  private ValueScope scope = new ValueScope(new EnumMap<>(MessageField.class), 0);
  private int message;
  private long item;

  /**
   * No values yet.
   *
   * @param input what people call the input
   */
  MessageValues(String input) {
    this.input = input;
  }

  /**
   * A part of a message.
   *
   * @param values with those around it
   * @param own the fields that it has itself
   * @param before how many items of the message came before it
   */
  private record ValueScope(
      EnumMap<MessageField, String> values, EnumSet<MessageField> own, long before) {
    ValueScope(EnumMap<MessageField, String> values, long before) {
      this(values, EnumSet.noneOf(MessageField.class), before);
    }
  }

  /** Begins another message. */
  void clear() {
    around.clear();
    scope = new ValueScope(new EnumMap<>(MessageField.class), 0);
    item = 0;
    message++;
  }

  /** Enters a part. */
  void enter() {
    around.push(scope);
    scope = new ValueScope(scope.values.clone(), item);
  }

  /** Leaves a part, whose values are forgotten. */
  void leave() {
    scope = around.pop();
  }

  /** Puts a value; of several in one part the first counts. */
  void put(MessageField field, String value) {
    if (scope.own.add(field)) {
      scope.values.put(field, value);
      if (value.length() > LONGEST) {
        scope.values.put(MessageField.IS_TOO_LONG, value);
      }
    }
  }

  @Nullable String get(MessageField field) {
    return scope.values.get(field);
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
    return get(MessageField.IS_TOO_LONG) != null;
  }

  /** Notes that an item is taken. */
  void count() {
    item++;
  }

  /** Returns whether no item was taken since this part began. */
  boolean isWithoutItem() {
    return item == scope.before;
  }

  /** Returns where the item is. */
  ItemPlace itemPlace() {
    return new ItemPlace(input, message, item);
  }

  /** Returns where the message is. */
  ItemPlace messagePlace() {
    return new ItemPlace(input, message, 0);
  }

  /** Returns the number of the item in the part around it, from 1. */
  long placeInPart() {
    return item - around.element().before;
  }

  /** Returns the number of the item in its message, from 1. */
  long item() {
    return item;
  }
}
