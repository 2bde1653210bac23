package org.drey.rules.log;

/**
 * The sizes by which a log is cut. State can be read regardless of the sizes it was cut by.
 *
 * @param head the most observations in the head of a log without chunks
 * @param busyHead the most in the head of a log with chunks, which every event reads and writes; no
 *     fewer than are moved
 * @param moved how many of them go to a chunk at a time
 * @param chunk the most observations of a chunk
 * @param node the most parts of a node, at least 3: half of a full one still leads to two
 */
public record LogSizes(int head, int busyHead, int moved, int chunk, int node) {
  /**
   * An observation has about 80 bytes: a head about 1 kB, a chunk 2 kB, a node a quarter of that.
   * To read a value costs more than to decode another 16 observations.
   */
  public static final LogSizes USUAL = new LogSizes(16, 8, 8, 32, 64);

  /** Refuses nodes whose halves lead to a single part, by which a log grows higher without end. */
  public LogSizes {
    if (node < 3 || busyHead < moved) {
      throw new IllegalArgumentException("nodes of " + node + " parts, or fewer than are moved");
    }
  }
}
