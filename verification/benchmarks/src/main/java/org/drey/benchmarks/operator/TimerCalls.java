package org.drey.benchmarks.operator;

/**
 * Calls of an operator's timers: how many there were, and of each thing the most that one of them
 * took.
 *
 * @param count how many
 * @param cpuNanos of the thread, in nanoseconds
 * @param allocated bytes
 * @param reads of one value, or of one entry of a map
 * @param bytesRead of values and of the map's keys
 * @param bytesWritten the same
 */
public record TimerCalls(
    long count, long cpuNanos, long allocated, long reads, long bytesRead, long bytesWritten) {
  /** None yet. */
  public static final TimerCalls NONE = new TimerCalls(0, 0, 0, 0, 0, 0);

  TimerCalls and(long nanos, long bytes, StateAccesses accesses) {
    return new TimerCalls(
        count + 1,
        Math.max(cpuNanos, nanos),
        Math.max(allocated, bytes),
        Math.max(reads, accesses.reads()),
        Math.max(bytesRead, accesses.bytesRead()),
        Math.max(bytesWritten, accesses.bytesWritten()));
  }
}
