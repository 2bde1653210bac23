package org.drey.streaming.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Payment;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.StreamSchema;
import org.drey.streaming.clock.PartitionWatermark.WatermarkLag;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;

/** The clock of a source: per partition, tight, and held back by no one. */
final class StreamWatermarksTest {
  private static final long START = Sample.START.toEpochMilli();
  private static final StreamSchema PAYMENTS = StreamRegistry.payments().schema();
  private static final Duration LATENESS = PAYMENTS.lateness();
  private static final Duration IDLE_AFTER = Duration.ofMinutes(1);
  private static final RecordPosition FIRST = new RecordPosition("payments", 0, 0);

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

  /** What the newest of a topic's metrics says. */
  private final Map<String, Gauge<Long>> gauges = new HashMap<>();

  /** Partitions of a topic, read by one subtask. */
  private final class Partitions<T extends SpecificRecordBase> {
    private final WatermarkOutputMultiplexer multiplexer = new WatermarkOutputMultiplexer(source);
    private final List<WatermarkGenerator<ArrivedRecord<T>>> generators = new ArrayList<>();

    Partitions(WatermarkStrategy<ArrivedRecord<T>> strategy, int count) {
      for (int i = 0; i < count; i++) {
        multiplexer.registerNewOutput(Integer.toString(i));
        generators.add(strategy.createWatermarkGenerator(context()));
      }
    }

    void arrives(int partition, ArrivedRecord<T> arrival) {
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

  /** Keeps gauges by the labels that lead to them. */
  private final class Recorded extends UnregisteredMetricsGroup {
    private final String labels;

    Recorded(String labels) {
      this.labels = labels;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Recorded(labels + key + "=" + value + " ");
    }

    @Override
    @SuppressWarnings("unchecked") // all gauges of the clock are milliseconds
    public <V, G extends Gauge<V>> G gauge(String name, G gauge) {
      gauges.merge(
          labels + name,
          (Gauge<Long>) gauge,
          (one, other) -> () -> Math.max(one.getValue(), other.getValue()));
      return gauge;
    }
  }

  private WatermarkGeneratorSupplier.Context context() {
    return new WatermarkGeneratorSupplier.Context() {
      @Override
      public MetricGroup getMetricGroup() {
        return new Recorded("");
      }

      @Override
      public RelativeClock getInputActivityClock() {
        return machine;
      }
    };
  }

  private Partitions<Payment> payments(int count) {
    ClockSettings settings =
        ClockSettings.of(
            PartitionIdleness.Source.measured(IDLE_AFTER), LATENESS, Duration.ofDays(1));
    return new Partitions<>(StreamWatermarks.driving(PAYMENTS, settings), count);
  }

  @Test
  void theLogNamesTheProviderInPlainCharacters() {
    WatermarkLag.Holder holder = new WatermarkLag(PAYMENTS, new Recorded("")).holder();
    Payment payment = (Payment) Sample.payment("a", "p1", "q1").record();
    payment.setProvider("bank\n" + "x".repeat(100));
    RecordPosition place = new RecordPosition("payments", 0, 0);
    holder.driven(ArrivedRecord.of(place, START, START, START, LATENESS, payment), START);
    holder.look(false);
    assertEquals(
        "provider bank_" + "x".repeat(59) + ", topic payments, partition 0", holder.name());
  }

  @Test
  void theLogNamesTheProviderOfARecordThatWasNotDecoded() {
    WatermarkLag.Holder holder = new WatermarkLag(PAYMENTS, new Recorded("")).holder();
    RecordPosition place = new RecordPosition("payments", 0, 0);
    Payment payment = (Payment) Sample.payment("a", "p1", "q1").record();
    payment.setProvider("one");
    holder.driven(ArrivedRecord.of(place, START, START, START, LATENESS, payment), START);
    holder.driven(ArrivedRecord.unwanted(place, START, START, START, LATENESS, "other"), START);
    holder.look(false);
    assertEquals("provider other, topic payments, partition 0", holder.name());
  }

  /** A payment that is received when it happens. */
  private static ArrivedRecord<Payment> payment(Duration sinceStart) {
    return payment(sinceStart, sinceStart);
  }

  private static ArrivedRecord<Payment> payment(Duration sinceStart, Duration receivedSinceStart) {
    long received = START + receivedSinceStart.toMillis();
    return Sample.payment("a", "p1", "q1").at(sinceStart).arrival(FIRST, received, LATENESS);
  }

  private static ArrivedRecord<Payment> future(Duration sinceStart) {
    long time = START + sinceStart.toMillis();
    return ArrivedRecord.rejected(FIRST, time + 360_000, time, RejectReason.FUTURE, "event_time");
  }

  private void assertClock(Duration sinceStart) {
    assertEquals(START + sinceStart.toMillis() - 1, source.last());
  }

  /** Partition 1 is a bank that is on time; one event every ten minutes, for two days. */
  private void twoDaysBeside(
      Partitions<Payment> partitions, Function<Duration, ArrivedRecord<Payment>> other) {
    for (Duration now = Duration.ZERO; now.toHours() < 48; now = now.plusMinutes(10)) {
      partitions.arrives(0, other.apply(now));
      partitions.arrives(1, payment(now));
      partitions.tickFor(Duration.ofSeconds(30));
    }
  }

  @Test
  void isTheLatestEventAndNeverGoesBack() {
    var partition = payments(1);
    partition.tick();
    assertEquals(List.of(), source.watermarks);
    partition.arrives(0, payment(Duration.ofHours(2)));
    partition.arrives(0, payment(Duration.ofHours(1)));
    partition.tick();
    partition.arrives(0, payment(Duration.ofHours(1)));
    partition.tick();

    assertClock(Duration.ofHours(2));
  }

  @Test
  void followsTheSlowestPartition() {
    var partitions = payments(2);
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.arrives(1, payment(Duration.ofDays(1)));
    partitions.tick();

    assertClock(Duration.ofDays(1));
  }

  @Test
  void aSilentPartitionHoldsItUpForAMinuteOnly() {
    var partitions = payments(2);
    partitions.tick();
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.tickFor(Duration.ofSeconds(59));
    assertEquals(List.of(), source.watermarks);
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.tickFor(Duration.ofSeconds(2));

    assertClock(Duration.ofDays(9));
    assertFalse(source.idle);
  }

  @Test
  void aSourceWhosePartitionsAreAllSilentIsIdleAtTheNewest() {
    var partitions = payments(2);
    partitions.arrives(0, payment(Duration.ofDays(1)));
    partitions.arrives(1, payment(Duration.ofDays(2)));
    partitions.tickFor(Duration.ofSeconds(62));

    assertTrue(source.idle);
    partitions.arrives(0, payment(Duration.ofDays(3)));
    partitions.tick();
    assertFalse(source.idle);
  }

  @Test
  void aSourceThatIsSilentFromItsStartReportsToTheAlignmentThatItIsIdle() {
    var partitions = payments(2);
    partitions.tickFor(Duration.ofSeconds(62));

    assertTrue(source.idle);
    assertEquals(List.of(StreamWatermarks.BEFORE_ALL), source.watermarks);
  }

  @Test
  void whileAlignmentHasPausedAPartitionItIsNotSilent() {
    var partitions = payments(1);
    partitions.arrives(0, payment(Duration.ofDays(1)));
    for (int i = 0; i < 1_000; i++) {
      partitions.tick(); // the activity clock stops
    }

    assertFalse(source.idle);
  }

  @Test
  void aProviderWhoseRecordsAreAllRejectedHoldsNothing() {
    var partitions = payments(2);
    partitions.arrives(0, payment(Duration.ZERO));
    twoDaysBeside(partitions, StreamWatermarksTest::future);

    assertClock(Duration.ofMinutes(48 * 60 - 10));
  }

  @Test
  void norSinceTheRestart() {
    var partitions = payments(2);
    twoDaysBeside(partitions, StreamWatermarksTest::future);

    assertClock(Duration.ofMinutes(48 * 60 - 10));
  }

  @Test
  void aProviderThatRepeatsLastWeekHoldsNothing() {
    var partitions = payments(2);
    partitions.arrives(0, payment(Duration.ZERO));
    twoDaysBeside(partitions, now -> payment(now.minusDays(7), now));

    assertClock(Duration.ofMinutes(48 * 60 - 10));
  }

  @Test
  void norWhereTheJobRestartsDuringIt() {
    var partitions = payments(2);
    twoDaysBeside(partitions, now -> payment(now.minusDays(2), now));

    assertClock(Duration.ofMinutes(48 * 60 - 10));
  }

  @Test
  void aProviderThatIsThirtyHoursBehindItsLatenessHoldsNothing() {
    var partitions = payments(2);
    twoDaysBeside(partitions, now -> payment(now.minusHours(30), now));

    assertClock(Duration.ofMinutes(48 * 60 - 10));
  }

  @Test
  void aProviderWithinItsLatenessHoldsItByAsMuchAsItIsBehind() {
    var partitions = payments(2);
    twoDaysBeside(partitions, now -> payment(now.minusHours(20), now));

    assertClock(Duration.ofMinutes(28 * 60 - 10));
    assertEquals(
        Duration.ofHours(20).toMillis(),
        gauges.get("topic=payments partition=0 clock_held_back_ms").getValue());
  }

  @Test
  void catchingUpAfterAnOutageIsNoSilence() {
    var partitions = payments(2);
    for (Duration old = Duration.ZERO; old.toHours() < 48; old = old.plusHours(1)) {
      partitions.arrives(0, payment(old)); // received when it happened, read much later
      partitions.arrives(1, payment(old.plusHours(10)));
      partitions.tickFor(Duration.ofSeconds(30));
    }

    assertClock(Duration.ofHours(47));
  }

  @Test
  void aDateAheadDrivesItNoFurtherThanItsReception() {
    var partition = payments(1);
    partition.arrives(0, payment(Duration.ofMinutes(4), Duration.ZERO));
    partition.tick();

    assertClock(Duration.ZERO);
  }

  @Test
  void whereNothingComesAnyMoreItIsAtTheEndOfAll() {
    long end = START + Duration.ofDays(9).toMillis();
    PartitionIdleness over =
        new PartitionIdleness() {
          @Override
          public void driven(String topic, int partition) {}

          @Override
          public boolean isSilent() {
            return false;
          }

          @Override
          public long end() {
            return end;
          }
        };
    ClockSettings settings = ClockSettings.of(context -> over, LATENESS, Duration.ofDays(1));
    var partitions = new Partitions<Payment>(StreamWatermarks.driving(PAYMENTS, settings), 2);
    partitions.arrives(0, payment(Duration.ofDays(1)));
    partitions.tick();

    assertEquals(List.of(end), source.watermarks);
  }

  @Test
  void aStreamThatHasNoPartInItIsIdleFromTheStartAndForEver() {
    var partitions = new Partitions<Payment>(StreamWatermarks.silent(), 2);
    partitions.tick();
    assertTrue(source.idle);
    partitions.arrives(0, payment(Duration.ofDays(9)));
    partitions.tickFor(Duration.ofSeconds(1));

    assertTrue(source.idle);
    assertEquals(List.of(), source.watermarks);
  }
}
