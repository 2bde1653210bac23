package org.drey.benchmarks.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;

/** The progress of a job with the queries, looked at until it has read all of them. */
final class JobProgress {
  /** The counter in which both jobs count the queries that they have read. */
  static final String READ = TopicNames.DNS_QUERIES + ".read";

  private static final String MATCHED = TopicNames.DNS_QUERIES + ".matched";

  /** Seldom, because Flink makes a picture of the whole job for each look. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** The share before which nothing counts: a job has to start, and what it runs to be compiled. */
  private static final double BEGIN = 0.5;

  /** The share after which nothing counts: partitions end apart. */
  private static final double END = 0.95;

  private static final long GIVE_UP_NANOS = Duration.ofMinutes(5).toNanos();

  private final long all;
  private final List<ReadSample> looks = new ArrayList<>();

  /**
   * The moment at which so many queries had been read.
   *
   * @param nanos by the clock
   * @param cpu time of all of the process, in nanoseconds
   */
  record ReadSample(long count, long nanos, long cpu) {}

  /**
   * The cost of a query, in nanoseconds.
   *
   * @param clock time by the clock
   * @param cpu time of all of the process
   */
  record Cost(double clock, double cpu) {}

  JobProgress(long all) {
    this.all = all;
    look(0);
  }

  /** Returns when a job has read all queries; fails if it ends or finds anything. */
  Cost follow(JobClient job) throws Exception {
    while (last().count() < all) {
      boolean unused = ConditionWait.holdsWithin(LOOK_EVERY, () -> false);
      boolean stuck = System.nanoTime() - last().nanos() > GIVE_UP_NANOS;
      if (stuck || job.getJobStatus().get().isTerminalState()) {
        throw new IllegalStateException("a job reads no more; its log says why");
      }
      Map<String, Object> counts = job.getAccumulators().get();
      long count = count(counts, READ);
      if (count > last().count()) {
        look(count);
      }
      if (count > all || count(counts, MATCHED) > 0) {
        throw new IllegalStateException("queries matched, or came twice: " + counts);
      }
    }
    return cost();
  }

  private void look(long count) {
    looks.add(new ReadSample(count, System.nanoTime(), CpuTime.ofProcess()));
  }

  private ReadSample last() {
    return looks.get(looks.size() - 1);
  }

  private Cost cost() {
    ReadSample from = looks.get(0);
    ReadSample until = last();
    for (ReadSample look : looks) {
      if (look.count() <= BEGIN * all) {
        from = look;
      }
      if (look.count() >= END * all) {
        until = look;
        break;
      }
    }
    double queries = until.count() - from.count();
    return new Cost((until.nanos() - from.nanos()) / queries, (until.cpu() - from.cpu()) / queries);
  }

  private static long count(Map<String, Object> counts, String name) {
    return counts.get(name) instanceof Long count ? count : 0;
  }
}
