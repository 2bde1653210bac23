package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.AlertState;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Match;
import org.drey.streaming.clock.StreamWatermarks;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The partitions' clocks in the door's state: each is kept, and not by every subtask. After a
 * restart they bring the clock back, without a record.
 */
@SuppressWarnings("try") // a harness of Flink says that close may throw anything
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
        new DoorOperator<>(new DoorFunction<SpecificRecordBase>(settings)),
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

  /** State of a door whose partition 1 is the newest, at a clock that no watermark has said. */
  private static OperatorSubtaskState afterDays(int days) throws Exception {
    try (var door = door(1, 0)) {
      door.open();
      Sample payment = Sample.payment("e", "p1", "q1");
      door.processElement(new StreamRecord<>(payment.arrival(0, 0)));
      door.processElement(new StreamRecord<>(payment.at(Duration.ofDays(days)).arrival(1, 0)));
      door.processElement(new StreamRecord<>(payment.at(Duration.ofDays(1)).arrival(2, 0)));
      return door.snapshot(1, 1);
    }
  }

  /** All that a source says whose partitions have been silent since its start. */
  private static void fallSilent(OneInputStreamOperatorTestHarness<?, Match> door)
      throws Exception {
    door.processWatermark(new Watermark(StreamWatermarks.BEFORE_ALL));
    door.processWatermarkStatus(WatermarkStatus.IDLE);
  }

  private static Watermark newest(int days) {
    return new Watermark(Sample.START.plus(Duration.ofDays(days)).toEpochMilli() - 1);
  }

  private static List<Watermark> watermarks(OneInputStreamOperatorTestHarness<?, Match> door) {
    return door.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(Watermark.class::cast)
        .toList();
  }

  @Test
  void afterARestartTheClockComesBackWithoutARecordAtAnyParallelism() throws Exception {
    OperatorSubtaskState before = afterDays(9);
    for (int subtask = 0; subtask < 4; subtask++) {
      try (var door = door(4, subtask)) {
        door.initializeState(before);
        door.open();
        door.processWatermark(new Watermark(StreamWatermarks.BEFORE_ALL));
        assertEquals(1, door.getOutput().size()); // not before its partitions are silent
        door.processWatermarkStatus(WatermarkStatus.IDLE);

        assertEquals(
            List.of(new Watermark(StreamWatermarks.BEFORE_ALL), newest(9), WatermarkStatus.IDLE),
            List.copyOf(door.getOutput()));
      }
    }
  }

  @Test
  void whatIsOlderThanTheClockThatCameBackDoesNotMoveItBack() throws Exception {
    try (var door = door(1, 0)) {
      door.initializeState(afterDays(9));
      door.open();
      fallSilent(door);
      door.processWatermarkStatus(WatermarkStatus.ACTIVE);
      door.processWatermark(newest(8));
      door.processWatermark(newest(10));

      assertEquals(
          List.of(new Watermark(StreamWatermarks.BEFORE_ALL), newest(9), newest(10)),
          watermarks(door));
    }
  }

  @Test
  void aRestoredClockMakesNoRecordLateThatWasNotLateBefore() throws Exception {
    try (var door = door(1, 0)) {
      door.initializeState(afterDays(9));
      door.open();
      fallSilent(door);
      door.processElement(
          new StreamRecord<>(Sample.payment("f", "p1", "q1").at(Duration.ofDays(1)).arrival(2, 1)));

      assertEquals(List.of(false), door.extractOutputValues().stream().map(Match::late).toList());
    }
  }

  @Test
  void aStreamWithoutAPartInTheClockHasNoneAfterARestart() throws Exception {
    try (var door = door(1, 0)) {
      door.initializeState(afterDays(9));
      door.open();
      door.processWatermarkStatus(WatermarkStatus.IDLE); // as StreamWatermarks.silent

      assertEquals(List.of(), watermarks(door));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDueByTheClockIsConcludedAfterARestartWithoutARecord(Backend backend) throws Exception {
    OperatorSubtaskState clocks = afterDays(100);
    OperatorSubtaskState alerts;
    try (var score = KeyedRun.score(Start.empty(backend))) {
      score.sendAll(Findings.enough(0));
      score.clock(Duration.ofDays(1)); // partition 2 held it there
      assertEquals(AlertState.OPEN, score.last().getState());
      alerts = score.snapshot();
    }
    try (var door = door(1, 0);
        var score = KeyedRun.score(Start.from(alerts, backend))) {
      door.initializeState(clocks);
      door.open();
      fallSilent(door);
      for (Watermark mark : watermarks(door)) {
        score.clock(Instant.ofEpochMilli(mark.getTimestamp()));
      }

      assertEquals(AlertState.CLOSED, score.last().getState());
    }
  }
}
