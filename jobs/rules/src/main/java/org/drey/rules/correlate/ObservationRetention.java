package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.schema.EntityKey;

/**
 * The time for which observations matter, by the clock when they came in: what is behind the clock
 * finds the partners that it would have found on time. The one place that says so. Milliseconds
 * since 1970; sums beyond the end of time are the end of time.
 */
final class ObservationRetention {
  private static final long HOUR = 3_600_000L;
  private static final long QUARTER_OF_DAY = 6 * HOUR;
  private static final long WEEK = 7 * 86_400_000L;

  /** A look may come so small a part later of how long what ends has mattered. */
  private static final int PART = 8;

  private ObservationRetention() {}

  /** The clock at an event's arrival as state keeps it: 0 unless the event is behind it. */
  static long since(long time, long clock) {
    return clock > time ? clock : 0;
  }

  /**
   * Returns when all that belongs to an event's window has come: a settle time after the event, or
   * after its arrival if the former had passed by then.
   */
  static long settled(CorrelationRule rule, long time, long since) {
    long usual = plus(time, rule.settleMillis());
    return since > usual ? plus(since, rule.settleMillis()) : usual;
  }

  /**
   * Returns when an event matters no more: timespan and settle time after it, or after its arrival.
   */
  static long end(CorrelationRule rule, long time, long since) {
    return plus(since == 0 ? time : Math.max(time, since), rule.retentionMillis());
  }

  /**
   * Returns when to look at a chunk for what ends at a time. Rounded up, for ends carry no meaning:
   * so that one look ends many observations. The steps of each entity begin elsewhere, so that not
   * all of them are looked at in the same moment.
   */
  static long lookAtChunk(CorrelationRule rule, EntityKey entity, long end) {
    long step = Math.max(HOUR, rule.retentionMillis() / PART);
    if (end > Long.MAX_VALUE - 2 * step) {
      return Long.MAX_VALUE;
    }
    long phase = entity.spread(step);
    return (Math.floorDiv(end - phase, step) + 1) * step + phase;
  }

  /**
   * Returns when to look at a log that is all head for what ends at a time. Later by a time of the
   * entity's own, so that entities with events of one moment are not looked at in one; by less than
   * a quarter of a day, for over more days few looks would fall into minutes less evenly.
   */
  static long lookAtHead(EntityKey entity, LoggedEvent observation, long end) {
    return plus(end, entity.spread(headSpread(end - observation.time())));
  }

  private static long headSpread(long matters) {
    return Math.min(QUARTER_OF_DAY, Math.max(HOUR, matters / PART));
  }

  /**
   * Until when an observation may stay, so that one look ends more of them: half as long again as
   * it matters, or a week longer if that is more. Only where the entity has others that matter
   * still, and nothing comes in meanwhile, does it stay until then.
   *
   * @param look when to look for its end
   */
  static long latest(LoggedEvent observation, long look) {
    return stays(observation.time(), look);
  }

  private static long stays(long time, long look) {
    return plus(look, Math.max((look - time) / 2, WEEK));
  }

  /**
   * Returns for how long after its time, or after its arrival, an event of a rule stays at most,
   * unless it is still in a window that has to settle.
   */
  static long longest(CorrelationRule rule) {
    long matters = rule.retentionMillis();
    return stays(0, plus(matters, headSpread(matters)));
  }

  /**
   * Returns when to look next for ends: when the newest has ended, unless another would stay too
   * long. {@link Long#MAX_VALUE} for never.
   */
  static long nextLook(EntityLog log) {
    long newest = log.size() == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    long latest = Long.MAX_VALUE;
    for (int i = 0; i < log.size(); i++) {
      LoggedEvent one = log.get(i);
      long look = lookAtHead(log.entity(), one, log.end(one));
      newest = Math.max(newest, look);
      latest = Math.min(latest, latest(one, look));
    }
    return Math.min(newest, latest);
  }

  /** A time so much later. */
  static long plus(long time, long millis) {
    return time > Long.MAX_VALUE - millis ? Long.MAX_VALUE : time + millis;
  }
}
