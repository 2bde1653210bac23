package org.drey.rules.correlate;

import java.util.Comparator;
import org.drey.rules.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * One event in a group's state.
 *
 * @param time the event's time, milliseconds since 1970
 * @param event the event
 * @param references bit n: it matched the correlation's n-th rule
 * @param value the counted value, null if there is none
 * @param kept the values that rules built on this one need, in the order of the rule's list
 * @param told how many events the window had when its finding was last told; 0 for never; of a
 *     condition that is not monotone 1 once it was judged
 */
public record Observation(
    long time,
    EventId event,
    int references,
    @Nullable String value,
    @Nullable String[] kept,
    int told) {

  static final Comparator<Observation> ORDER =
      Comparator.comparingLong(Observation::time).thenComparing(Observation::event);

  Observation told(int events) {
    return new Observation(time, event, references, value, kept, events);
  }

  /**
   * The same event, seen through another of the correlation's rules too. The last of the rules has
   * the say, because only it completes an ordered correlation and has all that is kept of it.
   */
  Observation merge(Observation other) {
    boolean last =
        Integer.numberOfLeadingZeros(references) <= Integer.numberOfLeadingZeros(other.references);
    Observation base = last ? this : other;
    return new Observation(time, event, references | other.references, base.value, base.kept, told);
  }
}
