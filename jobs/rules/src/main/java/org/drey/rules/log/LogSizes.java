package org.drey.rules.log;

/**
 * The sizes by which a log is cut. State can be read regardless of the sizes it was cut by.
 *
 * @param head the most observations in the head; of more the older half goes to a chunk
 * @param chunk the most observations of a chunk
 */
public record LogSizes(int head, int chunk) {
  /**
   * An observation has about 80 bytes: a head has about 1 kB, a chunk 2 kB. To read a value costs
   * more than to decode another 16 observations.
   */
  public static final LogSizes USUAL = new LogSizes(16, 32);

  int moved() {
    return Math.max(1, head / 2);
  }
}
