package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Match;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;

/** The partitions' clocks in the door's state: each is kept, and not by every subtask. */
final class DoorStateTest {
  private static final int PARTITIONS = 64;

  private static OneInputStreamOperatorTestHarness<ArrivedRecord<SpecificRecordBase>, Match> door(
      int parallelism, int subtask) throws Exception {
    CurrencyRates rates = new CurrencyRates(DreyConfiguration.DEFAULT);
    DoorSettings settings =
        new DoorSettings(
            StreamRegistry.of(TopicNames.PAYMENTS).schema(),
            SmallRules.COMPILED,
            withoutRate ->
                StreamRegistry.of(TopicNames.PAYMENTS).row(rates, SuffixList.BUNDLED, withoutRate),
            true,
            true);
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new DoorFunction<SpecificRecordBase>(settings)),
        720,
        parallelism,
        subtask);
  }

  private static int clocks(OperatorSubtaskState state) {
    return state.getManagedOperatorState().stream()
        .mapToInt(
            handle ->
                handle
                    .getStateNameToPartitionOffsets()
                    .get(PartitionClocks.CLOCKS)
                    .getOffsets()
                    .length)
        .sum();
  }

  @Test
  void whatNoOneHasReadSinceARestartIsKeptOnce() throws Exception {
    var first = door(1, 0);
    first.open();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      first.processElement(
          new StreamRecord<>(Sample.payment("e" + partition, "p1", "q1").arrival(partition, 0)));
    }
    OperatorSubtaskState before = first.snapshot(1, 1);
    first.close();
    assertEquals(PARTITIONS, clocks(before));
    int kept = 0;
    for (int subtask = 0; subtask < 4; subtask++) {
      var door = door(4, subtask);
      door.initializeState(before); // as the union of all
      door.open();
      kept += clocks(door.snapshot(2, 2));
      door.close();
    }
    assertEquals(PARTITIONS, kept);
  }
}
