package org.drey.cli.feed;

import java.util.HashMap;
import java.util.Map;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.record.ArrivedRecord;
import org.jspecify.annotations.Nullable;

/** The newest records of a partition: which they are, and to which time they drove its clock. */
final class PartitionEnd {
  private final Map<String, Long> times = new HashMap<>();
  private long clock = ArrivedRecord.NO_TIME;

  /**
   * Takes in a record.
   *
   * @param time when it happened, milliseconds since 1970
   * @param drives the time to which it drives the clock, or {@link ArrivedRecord#NO_TIME}
   */
  void add(String stream, String identity, long time, long drives) {
    times.put(stream + "\n" + identity, time);
    clock = Math.max(clock, drives);
  }

  /** Returns how many records there are. */
  int size() {
    return times.size();
  }

  /** Returns the time to which the clock was driven, or {@link ArrivedRecord#NO_TIME}. */
  long clock() {
    return clock;
  }

  /** Returns the time of the record that is a line, also with other times; null if none is. */
  @Nullable Long timeOf(RecordedLine line) {
    return line.identity() == null ? null : times.get(line.stream() + "\n" + line.identity());
  }
}
