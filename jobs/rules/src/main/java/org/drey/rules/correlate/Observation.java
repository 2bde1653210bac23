package org.drey.rules.correlate;

import java.util.Comparator;
import org.drey.rules.compile.CorrelationRule;
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
 * @param told how many events the window had when its finding was last reported; 0 for never; of a
 *     condition that is not monotone 1 once it was judged
 * @param since the clock when the event came in, if it was behind the clock; else 0
 * @param grown whether the window has more events than its finding says
 * @param details the few fields of the event that explain an alert
 */
public record Observation(
    long time,
    EventId event,
    int references,
    @Nullable String value,
    @Nullable String[] kept,
    int told,
    long since,
    boolean grown,
    byte[] details) {

  static final Comparator<Observation> ORDER =
      Comparator.comparingLong(Observation::time).thenComparing(Observation::event);

  /** An event as a correlation keeps it, that came in at a clock. */
  static Observation of(
      CorrelationRule rule, int reference, Seen seen, long clock, @Nullable String[] values) {
    int value = rule.references().get(reference).value();
    return new Observation(
        seen.time(),
        seen.event(),
        1 << reference,
        value < 0 ? null : values[value],
        pick(values, rule.kept()),
        0,
        Retention.since(seen.time(), clock),
        false,
        seen.details());
  }

  /** Some of the carried values. */
  static @Nullable String[] pick(@Nullable String[] values, int[] indexes) {
    @Nullable String[] picked = new String[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      picked[i] = values[indexes[i]];
    }
    return picked;
  }

  Seen seen() {
    return new Seen(event, time, details);
  }

  /** Whether there is something to say of it when it has settled. */
  boolean waits(CorrelationRule rule) {
    return rule.isMonotone() ? grown : told == 0;
  }

  /** The same event, whose finding has been reported with so many events. */
  Observation told(int events) {
    return new Observation(time, event, references, value, kept, events, since, false, details);
  }

  /** The same event, whose window has grown. */
  Observation withGrownWindow() {
    return new Observation(time, event, references, value, kept, told, since, true, details);
  }

  /**
   * The same event, seen through another of the correlation's rules too. The last of the rules has
   * the say, because only it completes an ordered correlation and has all that is kept of it.
   */
  Observation merge(Observation other) {
    boolean last =
        Integer.numberOfLeadingZeros(references) <= Integer.numberOfLeadingZeros(other.references);
    Observation base = last ? this : other;
    return new Observation(
        time,
        event,
        references | other.references,
        base.value,
        base.kept,
        told,
        since,
        grown,
        details);
  }
}
