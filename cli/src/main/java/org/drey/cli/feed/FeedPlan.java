package org.drey.cli.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.drey.collect.recorded.RecordedLine;
import org.drey.collect.recorded.TimeShift;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.terminal.CountedNoun;

/**
 * The lines that are sent, and what the jobs will make of their order.
 *
 * @param lines in their order
 * @param there how many lines before them the topics have already
 * @param behindTopics how many are late, as they are older than what the topics have
 * @param behindFolder how many are late, as they are older than lines before them
 */
record FeedPlan(List<RecordedLine> lines, long there, long behindTopics, long behindFolder) {
  private static final int NONE = -1;
  private static final Set<String> CAN_BE_LATE =
      StreamRegistry.all().stream()
          .filter(StreamDefinition::canBeLate)
          .map(StreamDefinition::topic)
          .collect(Collectors.toSet());

  /**
   * Returns by how much the times of a folder were moved when a part of it was sent; empty if none
   * was.
   *
   * @param lines with the times of the folder
   */
  static Optional<TimeShift> shiftOfPart(
      List<RecordedLine> lines, FeedPartitions partitions, Map<TopicPartition, PartitionEnd> ends) {
    for (RecordedLine line : lines) {
      PartitionEnd end = ends.get(partitions.of(line));
      Long time = end == null ? null : end.timeOf(line);
      if (time != null) {
        return Optional.of(TimeShift.between(line.eventTime(), time));
      }
    }
    return Optional.empty();
  }

  /** The lines of a partition: which are among its newest records, and whether the first is. */
  private static final class SentPart {
    private final int newest;
    private int lines;
    private int known;
    private int run = NONE;
    private int last = NONE;

    /** A part of a partition of which so many of its newest records were read. */
    SentPart(int newest) {
      this.newest = newest;
    }

    private void add(int line, boolean isKnown) {
      if (isKnown && known == lines) {
        run = line;
      }
      if (isKnown) {
        known++;
        last = line;
      }
      lines++;
    }

    /**
     * Returns the last line that was sent. Another folder may have a few of the same events: a line
     * is a sign only if all before it are there, or most of what is there is of this folder.
     */
    private int lastSent() {
      return 2 * known >= newest ? last : run;
    }
  }

  /**
   * Goes on after the last line that each partition has. A folder may have an event twice; the
   * second of them is no sign that what lies between has been sent.
   */
  static FeedPlan goOn(
      List<RecordedLine> lines, FeedPartitions partitions, Map<TopicPartition, PartitionEnd> ends) {
    Map<TopicPartition, SentPart> parts = new HashMap<>();
    Set<String> before = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      TopicPartition to = partitions.of(lines.get(i));
      PartitionEnd end = ends.get(to);
      boolean isFirst = before.add(to + "\n" + lines.get(i).identity());
      if (end != null && isFirst && lines.get(i).identity() != null) {
        Long time = end.timeOf(lines.get(i));
        parts
            .computeIfAbsent(to, one -> new SentPart(end.size()))
            .add(i, time != null && time == lines.get(i).eventTime());
      }
    }
    Map<TopicPartition, Integer> last = new HashMap<>();
    parts.forEach((to, part) -> last.put(to, part.lastSent()));
    List<RecordedLine> rest = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i > last.getOrDefault(partitions.of(lines.get(i)), NONE)) {
        rest.add(lines.get(i));
      }
    }
    return all(rest, lines.size() - rest.size(), partitions, ends);
  }

  /** Sends all lines, whatever topics have. */
  static FeedPlan fromStart(
      List<RecordedLine> lines, FeedPartitions partitions, Map<TopicPartition, PartitionEnd> ends) {
    return all(lines, 0, partitions, ends);
  }

  private static FeedPlan all(
      List<RecordedLine> lines,
      long there,
      FeedPartitions partitions,
      Map<TopicPartition, PartitionEnd> ends) {
    Map<TopicPartition, Long> clocks = new HashMap<>();
    long behindTopics = 0;
    long behindFolder = 0;
    for (RecordedLine line : lines) {
      TopicPartition to = partitions.of(line);
      PartitionEnd end = ends.get(to);
      long clock = clocks.merge(to, line.clock(), Math::max); // NO_TIME is less than any time
      if (!line.isRefused() && CAN_BE_LATE.contains(line.stream())) {
        if (end != null && isBehind(line, end.clock())) {
          behindTopics++;
        } else if (isBehind(line, clock)) {
          behindFolder++;
        }
      }
    }
    return new FeedPlan(lines, there, behindTopics, behindFolder);
  }

  private static boolean isBehind(RecordedLine line, long clock) {
    return clock != ArrivedRecord.NO_TIME && line.eventTime() < clock - line.lateness();
  }

  /** The lines to print before anything is sent. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (there > 0) {
      words.add(
          "The topics have %s of this folder already; it goes on after them. --from-start sends all."
              .formatted(CountedNoun.of(there, "line", "lines")));
    }
    if (behindTopics > 0) {
      words.add(
          ("Late: %s. The topics have newer records already, and the jobs will not use older ones."
                  + " Use other topics, such as those of another ./drey up, or later times.")
              .formatted(CountedNoun.of(behindTopics, "line", "lines")));
    }
    if (behindFolder > 0) {
      words.add(
          ("Late: %s. The folder has them after newer lines of the same partition, by more than the"
                  + " stream's lateness; where there are more providers than partitions, they share"
                  + " one. The jobs will not use them, and a replay does.")
              .formatted(CountedNoun.of(behindFolder, "line", "lines")));
    }
    return words;
  }
}
