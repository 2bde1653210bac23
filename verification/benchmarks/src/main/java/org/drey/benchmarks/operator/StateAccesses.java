package org.drey.benchmarks.operator;

/**
 * The accesses of an operator to its state so far.
 *
 * @param reads of one value, or of one entry of a map
 * @param writes the same; a removal is one
 * @param timers set, deleted or fired
 * @param bytesRead of values and of the map's keys, without the entity and what Flink adds
 * @param bytesWritten the same
 */
public record StateAccesses(
    long reads, long writes, long timers, long bytesRead, long bytesWritten) {
  /** Nothing yet. */
  public static final StateAccesses NONE = new StateAccesses(0, 0, 0, 0, 0);

  /** Returns what was done since another count of the same operator. */
  public StateAccesses since(StateAccesses before) {
    return plus(before, -1);
  }

  /** Both together. */
  public StateAccesses plus(StateAccesses more) {
    return plus(more, 1);
  }

  private StateAccesses plus(StateAccesses other, int sign) {
    return new StateAccesses(
        reads + sign * other.reads,
        writes + sign * other.writes,
        timers + sign * other.timers,
        bytesRead + sign * other.bytesRead,
        bytesWritten + sign * other.bytesWritten);
  }
}
