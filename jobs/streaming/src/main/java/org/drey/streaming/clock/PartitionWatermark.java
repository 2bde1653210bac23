package org.drey.streaming.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlainLabel;
import org.drey.definitions.record.RecordHeader;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a partition: the latest time to which its records have driven it. It is kept tight;
 * how late an event may be is decided at the door.
 */
final class PartitionWatermark<T extends SpecificRecordBase>
    implements WatermarkGenerator<ArrivedRecord<T>> {
  private final PartitionIdleness silence;
  private final WatermarkLag.Holder holder;
  private long latest = ArrivedRecord.NO_TIME;
  private boolean reported;

  private PartitionWatermark(PartitionIdleness silence, WatermarkLag.Holder holder) {
    this.silence = silence;
    this.holder = holder;
  }

  @Override
  public void onEvent(ArrivedRecord<T> arrival, long timestamp, WatermarkOutput output) {
    if (arrival.drivesClock()) {
      latest = Math.max(latest, arrival.clock());
      silence.driven(arrival.topic(), arrival.partition());
      holder.driven(arrival, latest);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    boolean silent = silence.isSilent();
    holder.look(silent);
    if (silent) {
      if (!reported) {
        output.emitWatermark(new Watermark(StreamWatermarks.BEFORE_ALL));
        reported = true;
      }
      output.markIdle();
    } else if (silence.end() != ArrivedRecord.NO_TIME) {
      output.emitWatermark(new Watermark(silence.end()));
    } else if (latest == ArrivedRecord.NO_TIME) {
      output.markActive(); // others wait for its first
    } else {
      output.emitWatermark(new Watermark(latest - 1));
      reported = true;
    }
  }

  /** Makes the clocks of a source; those of one subtask know of each other who holds them back. */
  static final class Supplier<T extends SpecificRecordBase>
      implements WatermarkGeneratorSupplier<ArrivedRecord<T>> {
    private static final long serialVersionUID = 1L;

    private final StreamSchema stream;
    private final PartitionIdleness.Source silence;
    private transient @Nullable WatermarkLag heldBack;

    Supplier(StreamSchema stream, PartitionIdleness.Source silence) {
      this.stream = stream;
      this.silence = silence;
    }

    @Override
    public WatermarkGenerator<ArrivedRecord<T>> createWatermarkGenerator(Context context) {
      if (heldBack == null) {
        heldBack = new WatermarkLag(stream, context.getMetricGroup());
      }
      return new PartitionWatermark<>(silence.of(context), heldBack.holder());
    }
  }

  /**
   * The lag of the clock: of each partition that one subtask reads, how far its clock is behind the
   * time at which the newest record among them was received. The gauge {@code clock_held_back_ms}
   * has the labels {@code topic} and {@code partition}; a line in the log names the worst, at most
   * one a minute.
   */
  static final class WatermarkLag {
    private static final Logger LOG = LoggerFactory.getLogger(WatermarkLag.class);
    private static final Duration WORTH_A_LINE = Duration.ofMinutes(1);
    private static final long LINE_EVERY_MILLIS = 60_000;

    private final String stream;
    private final RecordHeader header;
    private final MetricGroup metrics;
    private final List<Holder> holders = new ArrayList<>();
    private long newestReceived = ArrivedRecord.NO_TIME;
    private long lastLine;

    WatermarkLag(StreamSchema stream, MetricGroup metrics) {
      this.stream = stream.topic();
      this.header = new RecordHeader(stream);
      this.metrics = metrics;
    }

    /** A partition's part; known by name from its first record on. */
    Holder holder() {
      return new Holder();
    }

    private void write(long now) {
      if (now - lastLine < LINE_EVERY_MILLIS) {
        return;
      }
      lastLine = now;
      holders.stream()
          .filter(holder -> holder.heldBackMillis() >= WORTH_A_LINE.toMillis())
          .max(Comparator.comparingLong(Holder::heldBackMillis))
          .ifPresent(
              holder ->
                  LOG.warn(
                      "The clock of {} is {} behind: held by {} since {}. Nothing is lost; conditions"
                          + " that wait for the clock wait. If its events should come sooner, ask the"
                          + " provider; if they cannot, give it a separate topic with the lateness"
                          + " that it keeps.",
                      stream,
                      Duration.ofMillis(holder.heldBackMillis()),
                      holder.name(),
                      Instant.ofEpochMilli(holder.since)));
    }

    /** One partition. */
    final class Holder implements Gauge<Long> {
      private @Nullable String topic;
      private int partition;
      private String provider = "";

      /**
       * The record that drove it last; who sent it is read with the next watermark, not for every
       * record.
       */
      private @Nullable ArrivedRecord<?> newest;

      private long latest;
      private long since; // 0 before the first watermark
      private volatile long heldBack;

      /** Notes a record that has driven the partition's clock. */
      void driven(ArrivedRecord<?> arrival, long clock) {
        if (topic == null) {
          topic = arrival.topic();
          partition = arrival.partition();
          holders.add(this);
          metrics
              .addGroup("topic", arrival.topic())
              .addGroup("partition", Integer.toString(arrival.partition()))
              .gauge("clock_held_back_ms", this);
        }
        newest = arrival;
        latest = clock;
        newestReceived = Math.max(newestReceived, arrival.receivedAt());
      }

      private String provider(ArrivedRecord<?> arrival) {
        SpecificRecordBase datum = arrival.datum();
        return datum == null
            ? Objects.requireNonNull(arrival.provider(), "a rejected record drives no clock")
            : header.provider(datum);
      }

      /** Called at every watermark. */
      void look(boolean silent) {
        if (topic == null) {
          return;
        }
        if (newest != null) {
          provider = provider(newest);
          newest = null;
        }
        long now = System.currentTimeMillis();
        heldBack = silent ? 0 : Math.max(0, newestReceived - latest);
        if (since == 0 || heldBack < WORTH_A_LINE.toMillis()) {
          since = now;
        }
        write(now);
      }

      /** Returns who it is, for the log. */
      String name() {
        return "provider "
            + PlainLabel.of(provider)
            + ", topic "
            + topic
            + ", partition "
            + partition;
      }

      long heldBackMillis() {
        return heldBack;
      }

      @Override
      public Long getValue() {
        return heldBack;
      }
    }
  }
}
