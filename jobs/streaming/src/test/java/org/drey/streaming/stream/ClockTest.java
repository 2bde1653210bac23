package org.drey.streaming.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.drey.event.wire.RejectReason;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;

/** The clock of a source: per partition, tight, and moved by no stream that has no part in it. */
final class ClockTest {
  private static final long START = Sample.START.toEpochMilli();

  private final Machine machine = new Machine();
  private final Source source = new Source();

  /** The clock of the machine, as a test sets it. */
  private static final class Machine implements RelativeClock {
    private long millis;

    @Override
    public long relativeTimeMillis() {
      return millis;
    }

    @Override
    public long relativeTimeNanos() {
      return millis * 1_000_000;
    }
  }

  /** What the source says to the operators behind it. */
  private static final class Source implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      idle = false;
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }

    private long last() {
      return watermarks.isEmpty() ? Long.MIN_VALUE : watermarks.get(watermarks.size() - 1);
    }
  }

  /** Partitions of a topic, read by one subtask. */
  private final class Partitions<T extends SpecificRecordBase> {
    private final WatermarkOutputMultiplexer multiplexer = new WatermarkOutputMultiplexer(source);
    private final List<WatermarkGenerator<Arrival<T>>> generators = new ArrayList<>();

    Partitions(StreamDefinition<T> stream, int count) {
      for (int i = 0; i < count; i++) {
        multiplexer.registerNewOutput(Integer.toString(i));
        generators.add(Clock.of(stream).createWatermarkGenerator(context()));
      }
    }

    void arrives(int partition, Arrival<T> arrival) {
      WatermarkOutput output = multiplexer.getImmediateOutput(Integer.toString(partition));
      generators.get(partition).onEvent(arrival, arrival.eventTime(), output);
    }

    /** What happens every 200 milliseconds. */
    void tick() {
      for (int i = 0; i < generators.size(); i++) {
        generators.get(i).onPeriodicEmit(multiplexer.getDeferredOutput(Integer.toString(i)));
      }
      multiplexer.onPeriodicEmit();
    }

    void tickFor(Duration time) {
      for (long end = machine.millis + time.toMillis(); machine.millis < end; ) {
        machine.millis += 200;
        tick();
      }
    }
  }

  private WatermarkGeneratorSupplier.Context context() {
    return new WatermarkGeneratorSupplier.Context() {
      @Override
      public MetricGroup getMetricGroup() {
        return new UnregisteredMetricsGroup();
      }

      @Override
      public RelativeClock getInputActivityClock() {
        return machine;
      }
    };
  }

  private static <T extends SpecificRecordBase> Arrival<T> payment(Duration sinceStart) {
    return Sample.payment("a", "p1", "q1").at(sinceStart).arrival(0);
  }

  @Test
  void isTheLatestEventAndNeverGoesBack() {
    var partition = new Partitions<>(Payments.definition(), 1);
    partition.tick();
    assertEquals(List.of(), source.watermarks);
    partition.arrives(0, payment(Duration.ofHours(2)));
    partition.arrives(0, payment(Duration.ofHours(1)));
    partition.tick();
    partition.arrives(0, payment(Duration.ofHours(1)));
    partition.tick();

    assertEquals(START + Duration.ofHours(2).toMillis() - 1, source.last());
  }

  @Test
  void followsTheSlowestPartition() {
    var partitions = new Partitions<>(Payments.definition(), 2);
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.arrives(1, payment(Duration.ofDays(1)));
    partitions.tick();

    assertEquals(START + Duration.ofDays(1).toMillis() - 1, source.last());
  }

  @Test
  void aSilentPartitionHoldsItUpForFiveSecondsOnly() {
    var partitions = new Partitions<>(Payments.definition(), 2);
    partitions.tick(); // idleness is counted from when it is first looked for
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.tickFor(Duration.ofSeconds(4));
    assertEquals(List.of(), source.watermarks);
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.tickFor(Duration.ofSeconds(2));

    assertEquals(START + Duration.ofDays(9).toMillis() - 1, source.last());
    assertFalse(source.idle);
  }

  @Test
  void aSourceWhosePartitionsAreAllSilentIsIdle() {
    var partitions = new Partitions<>(Payments.definition(), 2);
    partitions.arrives(0, payment(Duration.ofDays(1)));
    partitions.arrives(1, payment(Duration.ofDays(2)));
    partitions.tickFor(Duration.ofSeconds(6));

    assertTrue(source.idle);
  }

  @Test
  void aRejectedRecordDoesNotMoveIt() {
    var partition = new Partitions<>(Payments.definition(), 1);
    long year2099 = START + Duration.ofDays(73 * 365L).toMillis();
    partition.arrives(
        0, Arrival.rejected("payments", 0, 0, year2099, RejectReason.FUTURE, "event_time"));
    partition.tick();

    assertEquals(List.of(), source.watermarks);
  }

  @Test
  void aStreamThatHasNoPartInItIsIdleFromTheStartAndForEver() {
    for (StreamDefinition<?> stream : Streams.all()) {
      if (!stream.drivesClock()) {
        neverMoves(stream);
      }
    }
  }

  private <T extends SpecificRecordBase> void neverMoves(StreamDefinition<T> stream) {
    source.idle = false;
    var partitions = new Partitions<>(stream, 2);
    partitions.tick();
    assertTrue(source.idle, stream.topic());
    partitions.arrives(0, Sample.of(stream.topic(), "a").at(Duration.ofDays(9)).arrival(0));
    partitions.tickFor(Duration.ofSeconds(1));

    assertTrue(source.idle, stream.topic());
    assertEquals(List.of(), source.watermarks, stream.topic());
  }

  @Test
  void queriesPaymentsAndSessionsDriveIt() {
    assertEquals(
        List.of("dns-queries", "payments", "livestream-sessions"),
        Streams.all().stream()
            .filter(StreamDefinition::drivesClock)
            .map(StreamDefinition::topic)
            .toList());
  }
}
