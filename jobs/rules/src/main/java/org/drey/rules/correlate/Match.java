package org.drey.rules.correlate;

import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordProvenance;
import org.jspecify.annotations.Nullable;

/**
 * An event, or a finding, on its way to the state of one entity.
 *
 * @param entity whose state it goes to
 * @param rules the numbers of the rules that it matched or that found it
 * @param seen the event, of a finding the one that completed it
 * @param values the carried values, see {@code RuleSet#carried}
 * @param late whether it is older than its topic's lateness allows: only good if already known
 * @param first whether it is the first of those that the event is sent as, by which it is counted
 * @param from where it comes from
 */
public record Match(
    EntityKey entity,
    int[] rules,
    EvidenceEvent seen,
    @Nullable String[] values,
    boolean late,
    boolean first,
    RecordProvenance from) {

  private static final EventId NO_EVENT = new EventId("", "", 0);

  /**
   * Returns a request that an entity is to be forgotten; it travels to the state of the entity as
   * matches do.
   *
   * @param time when it was asked for, milliseconds since 1970
   */
  public static Match erasure(EntityKey entity, long time, RecordProvenance from) {
    EvidenceEvent none = new EvidenceEvent(NO_EVENT, time, new byte[0]);
    return new Match(entity, new int[0], none, new String[0], false, false, from);
  }

  /** Returns whether it is no match of any rule, but an erasure. */
  public boolean isErasure() {
    return rules.length == 0;
  }

  /** Returns what identifies the event. */
  public EventId event() {
    return seen.event();
  }

  /** The event's time, milliseconds since 1970. */
  public long time() {
    return seen.time();
  }
}
