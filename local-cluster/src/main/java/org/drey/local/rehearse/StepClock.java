package org.drey.local.rehearse;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.kafka.common.TopicPartition;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.streaming.clock.PartitionIdleness;
import org.jspecify.annotations.Nullable;

/**
 * Silence by steps: a partition is silent in a step that brings nothing to drive its clock. A
 * partition is known from its first record that drives it; before that it has no say.
 */
final class StepClock {
  private final Set<Seat> seats = new HashSet<>();
  private Set<TopicPartition> driven = Set.of();
  private boolean ended;
  private long end = ArrivedRecord.NO_TIME;

  /** The next step begins. */
  synchronized void begin(Set<TopicPartition> drivenInStep) {
    driven = drivenInStep;
  }

  /**
   * The last step is over. No partition is silent from now on, and each is asked: the end of the
   * streams does not come through one that has not answered yet.
   *
   * @param horizon up to when time passes, milliseconds since 1970; {@link ArrivedRecord#NO_TIME}
   *     for not at all
   */
  synchronized void end(long horizon) {
    ended = true;
    end = horizon;
    ask();
  }

  /** A new watermark is asked for of each partition. */
  synchronized void ask() {
    seats.forEach(seat -> seat.answered = false);
  }

  /** Returns whether each partition has said since {@link #ask} what its clock is. */
  synchronized boolean haveAllAnswered() {
    return seats.stream().allMatch(seat -> seat.answered);
  }

  /** Forgets partitions that have not answered: their tasks have ended. */
  synchronized void forgetSilent() {
    seats.removeIf(seat -> !seat.answered);
  }

  /**
   * A partition's seat.
   *
   * @param activity does not advance while alignment has paused the partition: then it is never
   *     silent, as with measured silence
   */
  synchronized PartitionIdleness seat(RelativeClock activity) {
    Seat seat = new Seat(activity);
    seats.add(seat);
    return seat;
  }

  private final class Seat implements PartitionIdleness {
    private final RelativeClock activity;
    private long activeNanos;
    private @Nullable TopicPartition partition;
    private boolean answered;

    Seat(RelativeClock activity) {
      this.activity = activity;
    }

    @Override
    public void driven(String topic, int number) {
      if (partition == null) {
        synchronized (StepClock.this) {
          partition = new TopicPartition(topic, number);
        }
      }
    }

    @Override
    public boolean isSilent() {
      synchronized (StepClock.this) {
        seats.add(this); // one that was taken for ended, and is only slow
        answered = true;
        long now = activity.relativeTimeNanos();
        boolean paused = now == activeNanos;
        activeNanos = now;
        return !ended && !paused && (partition == null || !driven.contains(partition));
      }
    }

    @Override
    public long end() {
      synchronized (StepClock.this) {
        return end;
      }
    }
  }
}
