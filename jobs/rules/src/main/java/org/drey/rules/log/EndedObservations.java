package org.drey.rules.log;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds and hands on the observations that have ended.
 *
 * @param until nothing later than this has, because something waits for it
 * @param gone what is handed each one
 */
record EndedObservations(ObservationEnds ends, long clock, long until, Consumer<LoggedEvent> gone)
    implements Predicate<LoggedEvent> {

  @Override
  public boolean test(LoggedEvent observation) {
    boolean goes = observation.time() <= until && ends.of(observation) <= clock;
    if (goes) {
      gone.accept(observation);
    }
    return goes;
  }
}
