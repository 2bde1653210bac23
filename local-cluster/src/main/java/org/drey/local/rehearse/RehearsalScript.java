package org.drey.local.rehearse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.record.ArrivedRecord;

/**
 * The script of a rehearsal: the lines of all streams in the order in which they are sent, cut into
 * steps of equal time.
 *
 * @param steps each with its lines; steps without lines are left out
 * @param partitions how many a topic needs
 */
record RehearsalScript(List<Step> steps, int partitions) {

  /** A line and the partition that it goes to. */
  record ScriptedLine(RecordedLine line, TopicPartition to) {}

  /**
   * Lines that are sent together.
   *
   * @param driven the partitions to which it brings something that drives their clocks
   */
  record Step(List<ScriptedLine> lines, Set<TopicPartition> driven) {}

  /**
   * Writes a script.
   *
   * @param streams the lines of each stream, in their order
   * @param partitions how many each topic has
   * @param byProvider whether each provider has its own partition, rather than line by line
   */
  static RehearsalScript of(
      List<List<RecordedLine>> streams, Duration step, int partitions, boolean byProvider) {
    List<ScriptedLine> all = new ArrayList<>();
    int most = byProvider ? 1 : partitions;
    for (List<RecordedLine> lines : streams) {
      Map<String, Integer> seats = new HashMap<>();
      int seat = 0;
      for (int i = 0; i < lines.size(); i++) {
        RecordedLine line = lines.get(i);
        if (!byProvider) {
          seat = i % partitions;
        } else if (line.provider() != null) {
          seat = seats.computeIfAbsent(line.provider(), name -> seats.size());
        }
        all.add(new ScriptedLine(line, new TopicPartition(line.topic(), seat)));
      }
      most = Math.max(most, seats.size());
    }
    all.sort(Comparator.comparingLong(sent -> sent.line().order())); // stable: streams in turn
    return new RehearsalScript(cut(all, step.toMillis()), most);
  }

  /**
   * Returns the time of the latest event that jobs accept, milliseconds since 1970; {@link
   * ArrivedRecord#NO_TIME} if there is none.
   *
   * @param timeless topics whose records are no events of a stream
   */
  long horizon(Set<String> timeless) {
    return steps.stream()
        .flatMap(step -> step.lines().stream())
        .map(ScriptedLine::line)
        .filter(line -> !line.isRefused() && !timeless.contains(line.stream()))
        .mapToLong(RecordedLine::eventTime)
        .max()
        .orElse(ArrivedRecord.NO_TIME);
  }

  /** Returns whether it has lines of a topic. */
  boolean sends(String topic) {
    return steps.stream()
        .flatMap(step -> step.lines().stream())
        .anyMatch(sent -> sent.line().topic().equals(topic));
  }

  private static List<Step> cut(List<ScriptedLine> all, long length) {
    List<Step> steps = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      long end = all.get(from).line().order() / length * length + length;
      int to = from;
      Set<TopicPartition> driven = new HashSet<>();
      while (to < all.size() && all.get(to).line().order() < end) {
        if (all.get(to).line().drivesClock()) {
          driven.add(all.get(to).to());
        }
        to++;
      }
      steps.add(new Step(List.copyOf(all.subList(from, to)), driven));
      from = to;
    }
    return steps;
  }
}
