package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * The clock of a partition, with what it has just brought; {@link Arrival#NO_TIME} before
   * anything drove it.
   */
  long with(Arrival<?> arrival) {
    return with(arrival.topic(), arrival.partition(), arrival.clock());
  }

  private long with(String topic, int partition, long time) {
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
