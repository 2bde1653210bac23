package org.drey.benchmarks.lookup;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.names.InventedNames;
import org.drey.blocklist.index.ListIndex;

/** Looks names up without a pause, in the index in force, until it is closed. */
final class LookupReader implements AutoCloseable {
  private static final int NAMES = 1 << 14;

  /** Lookups between two looks at the clock. */
  private static final int STRETCH = 64;

  private final AtomicReference<ListIndex> inForce;
  private final String[] asked;
  private volatile boolean closed;
  private volatile long longestNanos;
  private volatile long lookups;
  private volatile long cpuNanos;

  /** Starts to read. */
  LookupReader(AtomicReference<ListIndex> inForce, InventedNames names, long entries) {
    this.inForce = inForce;
    this.asked = names.asked(new SplittableRandom(1), NAMES, entries, 10);
    Thread thread = new Thread(this::read, "lookups");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The lookups of a while.
   *
   * @param longestMillis the longest that {@value #STRETCH} lookups took, by the clock
   * @param aSecond lookups a second, by the clock
   * @param nanos CPU time a lookup
   */
  record LookupCount(double longestMillis, double aSecond, double nanos) {}

  /** Reads while something is done. */
  LookupCount during(ReaderWork work) throws Exception {
    longestNanos = 0;
    long lookupsBefore = lookups;
    long cpuBefore = cpuNanos;
    long before = System.nanoTime();
    work.run();
    long done = lookups - lookupsBefore;
    double seconds = (System.nanoTime() - before) / 1e9;
    double nanos = (double) (cpuNanos - cpuBefore) / Math.max(1, done);
    return new LookupCount(longestNanos / 1e6, done / seconds, nanos);
  }

  /** The work that is done meanwhile. */
  interface ReaderWork {
    void run() throws Exception;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // this thread is the only one that counts
  private void read() {
    long last = System.nanoTime();
    for (int at = 0; !closed; at = (at + STRETCH) & (NAMES - 1)) {
      ListIndex index = Objects.requireNonNull(inForce.get(), "a list is always in force");
      for (int i = 0; i < STRETCH; i++) {
        long unused = index.findName(asked[at + i], null);
      }
      long now = System.nanoTime();
      longestNanos = Math.max(longestNanos, now - last);
      lookups += STRETCH;
      cpuNanos = CpuTime.ofThread();
      last = now;
    }
  }

  /** Returns at once; the thread ends with its present stretch. */
  @Override
  public void close() {
    closed = true;
  }
}
