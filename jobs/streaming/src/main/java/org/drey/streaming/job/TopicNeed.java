package org.drey.streaming.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.event.TopicKind;
import org.drey.event.TopicNames;

/**
 * A topic that a job needs, and how it has to be set up.
 *
 * @param topic its real name, with the prefix of all topics
 */
record TopicNeed(String topic, TopicKind kind) {
  static final String CLEANUP = "cleanup.policy";
  static final String TIMESTAMPS = "message.timestamp.type";

  /** One of Drey's topics. */
  static TopicNeed of(String prefix, String topic) {
    return new TopicNeed(prefix + topic, TopicNames.kind(topic));
  }

  /**
   * Returns what is wrong with a topic's settings, each with what to do.
   *
   * @param settings the broker's, by name
   */
  List<String> problems(Map<String, String> settings) {
    List<String> problems = new ArrayList<>();
    String cleanup = settings.getOrDefault(CLEANUP, "").toLowerCase(Locale.ROOT);
    boolean compacted = cleanup.contains("compact");
    if (compacted && !kind.isCompacted()) {
      problems.add(
          topic + " is compacted, and records without a key get lost: set " + CLEANUP + "=delete");
    }
    boolean deletes = cleanup.contains("delete") && kind == TopicKind.UPSERTS;
    if (kind.isCompacted() && (!compacted || deletes)) {
      problems.add(
          topic
              + " is not compacted alone: what is old would be deleted although it still counts. Set "
              + CLEANUP
              + "=compact");
    }
    if (kind == TopicKind.LOG_WITH_OWN_TIMES
        && "LogAppendTime".equals(settings.getOrDefault(TIMESTAMPS, ""))) {
      problems.add(
          topic
              + " replaces the times of its records, by which the age of a hit is judged: set "
              + TIMESTAMPS
              + "=CreateTime");
    }
    return problems;
  }
}
