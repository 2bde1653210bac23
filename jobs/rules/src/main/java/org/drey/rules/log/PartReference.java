package org.drey.rules.log;

/**
 * A reference to a part of a log: a chunk, or an index of such parts. Bounds of what it has, so
 * that most changes of a part leave it as it is.
 *
 * @param number its key
 * @param first no observation of it is before this time, and none of the parts before it after
 * @param end when to look for the first that ends, or earlier
 */
record PartReference(int number, long first, long end) {

  /** The same part, which now has this too. */
  PartReference with(long time, long look) {
    return time >= first && look >= end
        ? this
        : new PartReference(number, Math.min(first, time), Math.min(end, look));
  }
}
