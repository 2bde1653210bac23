package org.drey.rules.log;

/**
 * Where a part of a log is: a chunk, or an index of such parts.
 *
 * @param number its key
 * @param first the time of its first observation
 * @param size how many observations it has
 * @param end when the first of them matters no more
 */
record Ref(int number, long first, int size, long end) {}
