package org.drey.rules.log;

/**
 * Which observations are counted. Milliseconds since 1970.
 *
 * @param after those after this time
 * @param until and not after this one, {@link Long#MAX_VALUE} for all
 * @param first none of what is counted is earlier
 */
public record Edge(long after, long until, long first) {

  /** Whether what happens at a time is counted. */
  public boolean has(long time) {
    return time > after && time <= until;
  }
}
