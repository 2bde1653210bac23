package org.drey.cli.readiness;

import java.util.HashMap;
import java.util.Map;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamSchema;

/** A number for each person of the events read, so that people are counted in bits. */
final class PeopleNumbers {
  /** The most people that are distinguished: some 200 MB. Others are not counted. */
  static final int MOST = 1_000_000;

  /** Of an event without a person, or of a person beyond the most. */
  static final int NONE = -1;

  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private boolean isFull;

  PeopleNumbers(int most) {
    this.most = most;
  }

  /** Returns whether there were more people than are distinguished. */
  boolean isFull() {
    return isFull;
  }

  /** Returns the number of an event's subject. */
  int of(StreamSchema stream, Event event) {
    int slot = stream.slot("subject");
    String subject = slot < 0 ? null : event.textOrNull(slot);
    if (subject == null) {
      return NONE;
    }
    String person =
        event.textAt(stream.slot("token_domain"))
            + '\n'
            + event.longAt(stream.slot("key_version"))
            + '\n'
            + subject;
    Integer known = numbers.get(person);
    if (known != null) {
      return known;
    }
    if (numbers.size() >= most) {
      isFull = true;
      return NONE;
    }
    numbers.put(person, numbers.size());
    return numbers.size() - 1;
  }
}
