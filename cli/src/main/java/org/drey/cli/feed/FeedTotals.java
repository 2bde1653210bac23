package org.drey.cli.feed;

import java.util.Map;
import java.util.TreeMap;
import org.drey.collect.recorded.RecordedLine;

/** The counts of a feed, by stream. Thread-safe. */
final class FeedTotals {
  private final Map<String, StreamCount> streams = new TreeMap<>();

  /**
   * The counts of one stream.
   *
   * @param sent what brokers have
   * @param refused those of them that jobs make dead letters of, as a replay does
   * @param notTaken what brokers refuse, such as lines of several megabytes
   */
  record StreamCount(long sent, long refused, long notTaken) {
    private static final StreamCount NONE = new StreamCount(0, 0, 0);

    private StreamCount plus(long more, long moreRefused, long moreNotTaken) {
      return new StreamCount(sent + more, refused + moreRefused, notTaken + moreNotTaken);
    }
  }

  synchronized void taken(RecordedLine line) {
    add(line, 1, line.isRefused() ? 1 : 0, 0);
  }

  synchronized void notTaken(RecordedLine line) {
    add(line, 0, 0, 1);
  }

  private void add(RecordedLine line, long sent, long refused, long notTaken) {
    StreamCount before = streams.getOrDefault(line.stream(), StreamCount.NONE);
    streams.put(line.stream(), before.plus(sent, refused, notTaken));
  }

  /** Returns how many records brokers have. */
  synchronized long records() {
    return streams.values().stream().mapToLong(StreamCount::sent).sum();
  }

  /** Returns the counts by stream. */
  synchronized Map<String, StreamCount> streams() {
    return new TreeMap<>(streams);
  }
}
