package org.drey.alerts.source;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The number of records of each topic that could not be read, however often the topic is read. */
final class NotRead {
  private final Map<String, Integer> counts = new HashMap<>();

  /** To count those of a topic; of one that was read before it does not warn again. */
  UnreadableRecords of(String topic, String where, Consumer<String> warnings) {
    return new UnreadableRecords(where, counts.containsKey(topic) ? text -> {} : warnings);
  }

  /** A topic was read to its end. */
  void read(String topic, UnreadableRecords unreadable) {
    unreadable.end();
    counts.merge(topic, unreadable.count(), Math::max);
  }

  long count() {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }
}
