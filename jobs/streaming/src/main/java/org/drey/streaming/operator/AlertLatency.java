package org.drey.streaming.operator;

import java.time.Duration;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MetricGroup;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.schema.RecordProvenance;

/**
 * The time from when a broker took a record until the revisions of alerts that it brought about can
 * be read, which is when their checkpoint is complete. A revision that a verdict, an erasure or the
 * passing of time brought about has none, nor has one in a run without checkpoints. Nothing of it
 * is state: what is emitted again after a restart is reported then.
 */
final class AlertLatency {
  /** The most checkpoints that are waited for: a new one begins before the last is reported. */
  private static final int MOST_PENDING = 4;

  private final LongSupplier clock;
  private final Histogram reported;
  private final NavigableMap<Long, ReceiptTimesSample> pending = new TreeMap<>();
  private ReceiptTimesSample sinceSnapshot = new ReceiptTimesSample();

  /**
   * The latency of what a subtask emits.
   *
   * @param clock the machine's, milliseconds since 1970
   */
  AlertLatency(MetricGroup metrics, LongSupplier clock) {
    this.clock = clock;
    this.reported = metrics.histogram("alert_latency_ms", new RecentLatencies(clock));
  }

  /** Notes that an input has brought about so many revisions. */
  void emitted(int revisions, ScoreInput input) {
    long receivedAt =
        input.findings().isEmpty()
            ? RecordProvenance.UNTIMED
            : input.findings().get(0).from().receivedAt();
    for (int i = 0; i < revisions && receivedAt >= 0; i++) {
      sinceSnapshot.add(receivedAt);
    }
  }

  /** Has what was emitted until now wait for a checkpoint. */
  void snapshot(long checkpoint) {
    if (sinceSnapshot.isEmpty()) {
      return;
    }
    pending.put(checkpoint, sinceSnapshot);
    sinceSnapshot = new ReceiptTimesSample();
    if (pending.size() > MOST_PENDING) {
      ReceiptTimesSample oldest = pending.pollFirstEntry().getValue();
      oldest.forEach(pending.firstEntry().getValue()::add);
    }
  }

  /** Reports what has waited for a checkpoint, or for one before it that did not complete. */
  void complete(long checkpoint) {
    long now = clock.getAsLong();
    NavigableMap<Long, ReceiptTimesSample> visible = pending.headMap(checkpoint, true);
    visible
        .values()
        .forEach(sample -> sample.forEach(time -> reported.update(Math.max(0, now - time))));
    visible.clear();
  }

  /** Times of receipt; of more than there is room for the oldest, and others at random. */
  private static final class ReceiptTimesSample {
    private static final int ROOM = 1_024;

    private final long[] times = new long[ROOM];
    private final SplittableRandom random = new SplittableRandom(ROOM);
    private long seen;

    boolean isEmpty() {
      return seen == 0;
    }

    void add(long time) {
      long other = time;
      if (seen > 0 && time < times[0]) {
        other = times[0];
        times[0] = time;
      }
      long place = seen < ROOM ? seen : 1 + random.nextLong(seen);
      seen++;
      if (place < ROOM) {
        times[(int) place] = other;
      }
    }

    void forEach(LongConsumer taker) {
      Arrays.stream(times, 0, (int) Math.min(seen, ROOM)).forEach(taker);
    }
  }

  /** The latest latencies of the last minutes: what is long over raises no alarm. */
  private static final class RecentLatencies implements Histogram {
    private static final int ROOM = 4_096;
    private static final long MILLIS = Duration.ofMinutes(5).toMillis();

    private final LongSupplier clock;
    private final long[] latencies = new long[ROOM];
    private final long[] reportedAt = new long[ROOM];
    private long count;

    RecentLatencies(LongSupplier clock) {
      this.clock = clock;
    }

    @Override
    public synchronized void update(long latency) {
      int place = (int) (count++ % ROOM);
      latencies[place] = latency;
      reportedAt[place] = clock.getAsLong();
    }

    @Override
    public synchronized long getCount() {
      return count;
    }

    @Override
    public synchronized HistogramStatistics getStatistics() {
      long since = clock.getAsLong() - MILLIS;
      long[] recent = new long[(int) Math.min(count, ROOM)];
      int size = 0;
      for (int i = 0; i < recent.length; i++) {
        if (reportedAt[i] >= since) {
          recent[size++] = latencies[i];
        }
      }
      long[] sorted = Arrays.copyOf(recent, size);
      Arrays.sort(sorted);
      return new SortedLatencies(sorted);
    }
  }

  /** Statistics of some latencies; of none each is not a number, or 0. */
  private static final class SortedLatencies extends HistogramStatistics {
    private final long[] sorted;

    SortedLatencies(long[] sorted) {
      this.sorted = sorted;
    }

    @Override
    public double getQuantile(double share) {
      int rank = (int) Math.ceil(share * sorted.length);
      return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)];
    }

    @Override
    public long[] getValues() {
      return sorted;
    }

    @Override
    public int size() {
      return sorted.length;
    }

    @Override
    public double getMean() {
      return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    @Override
    public double getStdDev() {
      double mean = getMean();
      double variance =
          Arrays.stream(sorted).mapToDouble(one -> (one - mean) * (one - mean)).average().orElse(0);
      return Math.sqrt(variance);
    }

    @Override
    public long getMax() {
      return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    @Override
    public long getMin() {
      return sorted.length == 0 ? 0 : sorted[0];
    }
  }
}
