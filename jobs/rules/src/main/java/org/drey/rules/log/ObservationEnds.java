package org.drey.rules.log;

/**
 * The time at which observations end, which depends on what they are for. Milliseconds since 1970.
 */
public interface ObservationEnds {

  /** Returns when an observation matters no more. */
  long of(LoggedEvent observation);

  /** Returns when to look for one of a log that has chunks: later, so that one look ends many. */
  long look(LoggedEvent observation);
}
