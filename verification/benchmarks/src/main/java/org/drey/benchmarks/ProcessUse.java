package org.drey.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * The use of CPU and memory. CPU time is disturbed less by other processes on the machine than the
 * clock is.
 */
final class ProcessUse {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private static final int COLLECTIONS = 2;

  /** Ticks a second in {@code /proc}: the same on every Linux that Java runs on. */
  private static final long NANOS_A_TICK = 10_000_000;

  private static final int USER_TICKS = 11;
  private static final int RESIDENT_PAGES = 21;

  private ProcessUse() {}

  /** Returns what the calling thread has used so far, user and system, in nanoseconds. */
  static long threadNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Returns what the calling thread has allocated so far, in bytes. */
  static long threadBytes() {
    return ((com.sun.management.ThreadMXBean) THREADS).getCurrentThreadAllocatedBytes();
  }

  /** Returns what this process has used so far, the compiler and the collector included. */
  static long processNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Returns the bytes of the heap in use after a collection. */
  static long heapBytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      MEMORY.gc();
    }
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  /** Returns the bytes that the heap may grow to. */
  static long heapLimit() {
    return MEMORY.getHeapMemoryUsage().getMax();
  }

  /**
   * The use of CPU and memory by another process so far.
   *
   * @param userNanos in its own code, in nanoseconds; counted in steps of 10 ms
   */
  record OtherProcess(long userNanos, long residentPages) {
    /** Reads {@code /proc/PID/stat}. */
    static OtherProcess of(long pid) throws IOException {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program, in brackets, may hold blanks.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return new OtherProcess(
          Long.parseLong(fields[USER_TICKS]) * NANOS_A_TICK,
          Long.parseLong(fields[RESIDENT_PAGES]));
    }
  }

  /** Measures pieces of work in milliseconds, by the clock and by CPU time of the thread. */
  static final class Stopwatch {
    final MeasuredSamples wall = new MeasuredSamples();
    final MeasuredSamples cpu = new MeasuredSamples();

    /** Runs the work once more and takes its times; gives what the work gave. */
    <T> T time(Callable<T> work) throws Exception {
      long cpuBefore = threadNanos();
      long before = System.nanoTime();
      T result = work.call();
      wall.add((System.nanoTime() - before) / 1e6);
      cpu.add((threadNanos() - cpuBefore) / 1e6);
      return result;
    }
  }
}
