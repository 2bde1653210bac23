package org.drey.rules.log;

/**
 * Where the counts of a view begin. Milliseconds since 1970.
 *
 * @param after the time after which they count
 * @param first none of what they count is earlier
 */
public record Edge(long after, long first) {}
