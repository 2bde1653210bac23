package org.drey.streaming.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
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
 * The lag of the clock: of each partition that one subtask reads, how far its clock is behind the
 * time at which the newest record among them was received. The gauge {@code clock_held_back_ms} has
 * the labels {@code topic} and {@code partition}; a line in the log names the worst, at most one a
 * minute.
 */
final class WatermarkLag {
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
