package org.drey.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time, which other processes on the machine disturb less than they do the clock. */
public final class CpuTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final com.sun.management.ThreadMXBean ALLOCATIONS =
      (com.sun.management.ThreadMXBean) THREADS;

  /** Ticks a second in {@code /proc}: the same on every Linux that Java runs on. */
  private static final long NANOS_A_TICK = 10_000_000;

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int RESIDENT_PAGES = 21;

  private CpuTime() {}

  /** Returns what the calling thread has used so far, user and system, in nanoseconds. */
  public static long ofThread() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Returns what the calling thread has allocated so far, in bytes. */
  public static long allocated() {
    return ALLOCATIONS.getCurrentThreadAllocatedBytes();
  }

  /** Returns what this process has used so far, the compiler and the collector included. */
  public static long ofProcess() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /**
   * The use of CPU and memory by another process so far.
   *
   * @param userNanos in its own code, in nanoseconds; counted in steps of 10 ms
   * @param systemNanos in the kernel
   * @param residentPages its memory
   */
  public record OfProcess(long userNanos, long systemNanos, long residentPages) {}

  /** Reads {@code /proc/PID/stat}. */
  public static OfProcess of(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The name of the program, in brackets, may hold blanks.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new OfProcess(
        Long.parseLong(fields[USER_TICKS]) * NANOS_A_TICK,
        Long.parseLong(fields[SYSTEM_TICKS]) * NANOS_A_TICK,
        Long.parseLong(fields[RESIDENT_PAGES]));
  }
}
