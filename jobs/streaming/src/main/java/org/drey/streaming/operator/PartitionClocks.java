package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.drey.streaming.event.Arrival;

/**
 * For each partition the latest time to which its records have driven it. Part of the checkpoints,
 * because what was late has to be late again when it is read again.
 */
public final class PartitionClocks {
  /** State name; a rename loses state. */
  static final String CLOCKS = "clocks";

  private final Map<Partition, Long> latest = new HashMap<>();

  private final Set<Partition> read = new HashSet<>();
  private final TaskInfo task;

  PartitionClocks(TaskInfo task) {
    this.task = task;
  }

  private record Partition(String topic, int partition) {
    @Override
    public int hashCode() {
      return 31 * topic.hashCode() + partition; // the same in every process
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
   * The clock of a partition, with what it has just brought; {@link Arrival#NO_TIME} before
   * anything drove it.
   */
  long with(Arrival<?> arrival) {
    Partition partition = new Partition(arrival.topic(), arrival.partition());
    read.add(partition);
    return latest.merge(partition, arrival.clock(), Math::max);
  }

  /** Takes in every subtask's clocks: partitions may have moved. */
  void restore(OperatorStateStore store) throws Exception {
    for (Reading reading : store.getUnionListState(descriptor()).get()) {
      Partition partition = new Partition(reading.topic(), reading.partition());
      latest.merge(partition, reading.latest(), Math::max);
    }
  }

  void snapshot(OperatorStateStore store) throws Exception {
    List<Reading> readings = new ArrayList<>();
    latest.forEach(
        (of, time) -> {
          if (read.contains(of) || isKept(of)) {
            readings.add(new Reading(of.topic(), of.partition(), time));
          }
        });
    store.getUnionListState(descriptor()).update(readings);
  }

  /** What nobody has read since the start is kept by one subtask, not by each. */
  private boolean isKept(Partition partition) {
    int one = Math.floorMod(partition.hashCode(), task.getNumberOfParallelSubtasks());
    return one == task.getIndexOfThisSubtask();
  }
}
