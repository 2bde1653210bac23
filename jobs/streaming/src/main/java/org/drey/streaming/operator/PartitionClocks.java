package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * For each partition the latest event that was accepted. Part of the checkpoints, because what was
 * late has to be late again when it is read again.
 */
public final class PartitionClocks {
  /** State name; a rename loses state. */
  static final String CLOCKS = "clocks";

  private final Map<Partition, Long> latest = new HashMap<>();

  private record Partition(String topic, int partition) {}

  /**
   * A partition's clock as state.
   *
   * @param latest milliseconds since 1970
   */
  public record Reading(String topic, int partition, long latest) {}

  static ListStateDescriptor<Reading> descriptor() {
    return new ListStateDescriptor<>(CLOCKS, TypeInformation.of(Reading.class));
  }

  /** The clock of a partition, with an event that it has just brought. */
  long with(String topic, int partition, long time) {
    return latest.merge(new Partition(topic, partition), time, Math::max);
  }

  /** Takes in every subtask's clocks: partitions may have moved. */
  void restore(OperatorStateStore store) throws Exception {
    for (Reading reading : store.getUnionListState(descriptor()).get()) {
      long unused = with(reading.topic(), reading.partition(), reading.latest());
    }
  }

  void snapshot(OperatorStateStore store) throws Exception {
    List<Reading> readings = new ArrayList<>();
    latest.forEach((of, time) -> readings.add(new Reading(of.topic(), of.partition(), time)));
    store.getUnionListState(descriptor()).update(readings);
  }
}
