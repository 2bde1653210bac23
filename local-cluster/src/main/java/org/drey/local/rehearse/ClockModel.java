package org.drey.local.rehearse;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.wire.RejectReason;

/**
 * The outcome of lines by the clock, calculated from the lines alone: which are late, which drive
 * nothing, which are behind. The jobs are not asked.
 */
final class ClockModel {
  private final Map<String, Stream> streams;
  private final Set<TopicPartition> driving = new HashSet<>();
  private final Map<TopicPartition, Long> clocks = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long jobClock = ArrivedRecord.NO_TIME;

  /**
   * The settings of a stream.
   *
   * @param lateness the largest of its topics
   * @param isDriving whether it drives the job's clock
   * @param canBeLate whether its events can be late
   */
  record Stream(Duration lateness, boolean isDriving, boolean canBeLate) {
    /** Of records that have no part in the clock, and are never late or behind. */
    static final Stream TIMELESS = new Stream(Duration.ofDays(1_000_000), false, false);
  }

  /** The outcome of a line by the clock. */
  record LineClock(
      boolean late, boolean silent, boolean future, boolean repeated, boolean behind) {}

  /**
   * A model before the first line.
   *
   * @param streams what holds for each, by its topic
   */
  ClockModel(Map<String, Stream> streams) {
    this.streams = Map.copyOf(streams);
  }

  /** Takes in the next line of the order in which they are sent. */
  LineClock take(RehearsalScript.ScriptedLine sent) {
    RecordedLine line = sent.line();
    Stream stream =
        Objects.requireNonNull(
            streams.get(line.stream()), () -> "the model knows no stream " + line.stream());
    if (stream.isDriving()) {
      driving.add(sent.to());
    }
    long clock = clocks.merge(sent.to(), line.clock(), Math::max); // NO_TIME is less than any time
    boolean repeated = line.identity() != null && !seen.add(line.stream() + "\n" + line.identity());
    boolean accepted = !line.isRefused();
    return new LineClock(
        accepted
            && stream.canBeLate()
            && clock != ArrivedRecord.NO_TIME
            && line.eventTime() < clock - line.lateness(),
        accepted && !line.drivesClock(),
        RejectReason.FUTURE.name().equals(line.reason()),
        repeated,
        accepted
            && jobClock != ArrivedRecord.NO_TIME
            && line.eventTime() < jobClock - stream.lateness().toMillis());
  }

  /**
   * Returns how far a partition's clock is behind the time at which its newest line was received.
   */
  long heldBackMillis(RehearsalScript.ScriptedLine sent) {
    RecordedLine line = sent.line();
    long clock =
        Objects.requireNonNull(
            clocks.get(sent.to()), "a line is taken in before its clock is asked for");
    return line.drivesClock() ? Math.max(0, line.time() - clock) : 0;
  }

  /** A step ends: the clock is that of the slowest partition that was driven in it. */
  void endStep(RehearsalScript.Step step) {
    List<TopicPartition> active = step.driven().stream().filter(driving::contains).toList();
    long slowest = active.stream().mapToLong(clocks::get).min().orElse(ArrivedRecord.NO_TIME);
    jobClock = Math.max(jobClock, slowest);
  }
}
