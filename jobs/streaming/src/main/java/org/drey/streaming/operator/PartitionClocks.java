package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.drey.definitions.record.ArrivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * For each partition the latest time to which its records have driven it. Part of the checkpoints,
 * because what was late has to be late again when it is read again, and because a restarted job has
 * its clock from here where no record comes.
 */
public final class PartitionClocks {
  /** State name; a rename loses state. */
  static final String CLOCKS = "clocks";

  private final Map<Partition, Clock> clocks = new HashMap<>();
  private final TaskInfo task;

  /** The clock of the last record: those of a partition come many in a row. */
  private @Nullable Clock last;

  PartitionClocks(TaskInfo task) {
    this.task = task;
  }

  private record Partition(String topic, int partition) {
    @Override
    public int hashCode() {
      return 31 * topic.hashCode() + partition; // the same in every process
    }
  }

  /** A partition's clock, and whether this subtask reads the partition. */
  private static final class Clock {
    private final Partition of;
    private long latest;
    private boolean read;

    Clock(Partition of) {
      this.of = of;
      this.latest = ArrivedRecord.NO_TIME;
    }

    boolean isOf(ArrivedRecord<?> arrival) {
      return of.partition() == arrival.partition() && of.topic().equals(arrival.topic());
    }

    void drive(long time) {
      latest = Math.max(latest, time);
    }
  }

  /**
   * A partition's clock as state.
   *
   * @param latest milliseconds since 1970
   */
  public record Reading(String topic, int partition, long latest) {}

  static ListStateDescriptor<Reading> descriptor() {
    return new ListStateDescriptor<>(CLOCKS, TypeInformation.of(Reading.class));
  }

  /**
   * The clock of a partition, with what it has just brought; {@link ArrivedRecord#NO_TIME} before
   * anything drove it.
   */
  long with(ArrivedRecord<?> arrival) {
    Clock clock = last;
    if (clock == null || !clock.isOf(arrival)) {
      clock = of(new Partition(arrival.topic(), arrival.partition()));
      clock.read = true;
      last = clock;
    }
    clock.drive(arrival.clock());
    return clock.latest;
  }

  /**
   * The newest of all, also of those that another subtask read before the start; {@link
   * ArrivedRecord#NO_TIME} before anything drove one.
   */
  long newest() {
    long newest = ArrivedRecord.NO_TIME;
    for (Clock clock : clocks.values()) {
      newest = Math.max(newest, clock.latest);
    }
    return newest;
  }

  private Clock of(Partition partition) {
    return clocks.computeIfAbsent(partition, Clock::new);
  }

  /** Takes in every subtask's clocks: partitions may have moved. */
  void restore(OperatorStateStore store) throws Exception {
    for (Reading reading : store.getUnionListState(descriptor()).get()) {
      of(new Partition(reading.topic(), reading.partition())).drive(reading.latest());
    }
  }

  void snapshot(OperatorStateStore store) throws Exception {
    List<Reading> readings = new ArrayList<>();
    clocks.forEach(
        (of, clock) -> {
          if (clock.read || isKept(of)) {
            readings.add(new Reading(of.topic(), of.partition(), clock.latest));
          }
        });
    store.getUnionListState(descriptor()).update(readings);
  }

  /**
   * Returns whether this subtask keeps a partition: one that no subtask has read since the start is
   * kept by one subtask, not by each.
   */
  private boolean isKept(Partition partition) {
    int one = Math.floorMod(partition.hashCode(), task.getNumberOfParallelSubtasks());
    return one == task.getIndexOfThisSubtask();
  }
}
