package org.drey.streaming.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A topic that a job needs, and how it has to be set up.
 *
 * @param topic its real name, with the prefix of all topics
 */
record TopicNeed(String topic, Kind kind) {
  static final String CLEANUP = "cleanup.policy";
  static final String TIMESTAMPS = "message.timestamp.type";

  /** What a topic is for. */
  enum Kind {
    /** Records without a key, each of which counts. */
    LOG,
    /** The same, with times of their own: a hit bears the time at which its query was received. */
    LOG_WITH_OWN_TIMES,
    /** The newest record of a key counts, for ever. */
    UPSERTS,
    /** The newest record of a key counts, for as long as the topic keeps it. */
    UPSERTS_FOR_A_WHILE;

    boolean isCompacted() {
      return this == UPSERTS || this == UPSERTS_FOR_A_WHILE;
    }
  }

  /**
   * What is wrong with a topic's settings, each with what to do.
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
    boolean deletes = cleanup.contains("delete") && kind == Kind.UPSERTS;
    if (kind.isCompacted() && (!compacted || deletes)) {
      problems.add(
          topic
              + " is not compacted alone: what is old would be deleted although it still counts. Set "
              + CLEANUP
              + "=compact");
    }
    if (kind == Kind.LOG_WITH_OWN_TIMES
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
