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
public record Accesses(long reads, long writes, long timers, long bytesRead, long bytesWritten) {
  /** Nothing yet. */
  public static final Accesses NONE = new Accesses(0, 0, 0, 0, 0);

  /** Returns what was done since another count of the same operator. */
  public Accesses since(Accesses before) {
    return plus(before, -1);
  }

  /** Both together. */
  public Accesses plus(Accesses more) {
    return plus(more, 1);
  }

  private Accesses plus(Accesses other, int sign) {
    return new Accesses(
        reads + sign * other.reads,
        writes + sign * other.writes,
        timers + sign * other.timers,
        bytesRead + sign * other.bytesRead,
        bytesWritten + sign * other.bytesWritten);
  }
}
