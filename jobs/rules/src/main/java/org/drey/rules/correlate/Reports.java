package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.event.EntityKey;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;
import org.drey.rules.log.Unsettled;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a finding is reported: when it first holds, at once if more events can only make it
 * true, else when it has settled; and once more when it has settled, if it has grown since.
 */
final class Reports {
  /** For how long looks at what many observations have are put together, in milliseconds. */
  private static final long TOGETHER = 3_600_000L;

  private final EntityLog log;
  private final Audience audience;
  private final int near;
  private final Correlator.Output output;
  private final Found found;

  /** What is handed a finding when it is first reported. */
  interface Found {
    void accept(View view, Sweep.Step completing, long at);
  }

  Reports(EntityLog log, Audience audience, int near, Correlator.Output output, Found found) {
    this.log = log;
    this.audience = audience;
    this.near = near;
    this.output = output;
    this.found = found;
  }

  /**
   * An event came into a group.
   *
   * @param isNew whether the group did not have it; else it is one of another rule's too
   * @param at the clock
   * @return when to look at the entity for it, {@link Long#MAX_VALUE} for never
   */
  long arrived(View view, Sweep.Step event, boolean isNew, long at) {
    CorrelationRule rule = view.rule();
    long settled = settled(view, event);
    if (!rule.isMonotone()) {
      log.addUnsettled(view.told(), new Unsettled(event.time(), event.time(), settled));
      return settled;
    }
    if (log.isNewest(event.rank())) {
      Tally tally = new KeptCounts(log, view).newest(event.time(), event.member().group());
      if (holds(view, event, tally)) {
        first(view, event, tally, at);
      }
      return Long.MAX_VALUE;
    }
    return around(view, event, isNew, at);
  }

  /** Evaluates the windows that a late event lies in; returns when something has to settle. */
  private long around(View view, Sweep.Step event, boolean isNew, long at) {
    long time = event.time();
    int from = log.firstAfter(time - view.timespan());
    int end = log.firstAfter(time + view.timespan() - 1);
    boolean whole = end - from <= 2 * near;
    if (!whole) {
      from = Math.max(from, event.rank() - near);
      end = Math.min(end, event.rank() + near);
    }
    boolean grown = false;
    Sweep sweep = new Sweep(log, view, event.member().group(), from, end);
    while (sweep.next()) {
      if (sweep.time() >= time) {
        for (Sweep.Step one : sweep.block()) {
          grown |= evaluate(view, one, sweep.tally(one), at);
        }
      }
    }
    if (whole && !(grown && isNew && isReadAgain(view))) {
      return Long.MAX_VALUE;
    }
    long last = Math.min(time + view.timespan() - 1, log.get(log.size() - 1).time());
    Unsettled span = new Unsettled(time, last, whole ? settled(view, event) : due(view, event));
    log.addUnsettled(view.told(), span);
    return span.due();
  }

  /**
   * When to look at what many observations have: together with what settles within an hour, but
   * before the score settles the day.
   */
  private static long due(View view, Sweep.Step event) {
    long restOfDay = Retelling.dayOf(event.time()) + Retelling.DAY - 1 - event.time();
    return Retention.plus(settled(view, event), Math.min(TOGETHER, restOfDay));
  }

  /** Reports a finding that first holds; returns whether it was reported with fewer events. */
  private boolean evaluate(View view, Sweep.Step one, Tally tally, long at) {
    int told = log.get(one.rank()).told().of(view.told());
    if (told == 0 && holds(view, one, tally)) {
      first(view, one, tally, at);
    }
    return told > 0 && tally.events() > told;
  }

  /**
   * Reports what of a rule has settled by a clock.
   *
   * @param most about how many observations to look at; the others wait
   * @return how many were looked at
   */
  int settle(View view, long clock, int most) {
    int looked = 0;
    for (Unsettled span : log.takeDue(view.told(), clock)) {
      if (looked < most) {
        looked += settle(view, span, clock, most - looked);
      } else {
        log.addUnsettled(view.told(), span);
      }
    }
    return looked;
  }

  private int settle(View view, Unsettled span, long clock, int most) {
    Retelling retelling = new Retelling(view, audience, (step, tally) -> again(view, step, tally));
    long begin = Math.min(span.from() - view.timespan(), Retelling.dayOf(span.from()) - 1);
    Sweep sweep = new Sweep(log, view, null, log.firstAfter(begin), log.firstAfter(span.to()));
    int looked = 0;
    while (sweep.next()) {
      boolean due = sweep.time() >= span.from();
      long settled = Retention.settled(view.rule(), sweep.time(), 0);
      if (due && (looked >= most || settled > clock)) {
        long then = Math.max(span.due(), settled);
        log.addUnsettled(view.told(), new Unsettled(sweep.time(), span.to(), then));
        break;
      }
      for (Sweep.Step one : sweep.block()) {
        looked += due ? 1 : 0;
        if (due) {
          settle(view, one, sweep.tally(one), clock, retelling);
        } else if (log.get(one.rank()).told().of(view.told()) > 0) {
          retelling.take(one, null);
        }
      }
    }
    retelling.end();
    return looked;
  }

  private void settle(View view, Sweep.Step one, Tally tally, long clock, Retelling retelling) {
    int told = log.get(one.rank()).told().of(view.told());
    boolean monotone = view.rule().isMonotone();
    long settled = settled(view, one);
    boolean waits = monotone ? tally.events() > told : told == 0;
    if (monotone && told == 0) {
      evaluate(view, one, tally, settled);
    } else if (waits && settled > clock) {
      log.addUnsettled(view.told(), new Unsettled(one.time(), one.time(), settled));
    } else if (!monotone && waits) {
      judge(view, one, tally, settled);
    } else if (monotone) {
      retelling.take(one, waits ? tally : null);
    }
  }

  /** Judges what has not been, of a group that has to give up its oldest event. */
  void giveUp(View view, Sweep.Step one, Tally tally, long at) {
    if (!view.rule().isMonotone() && log.get(one.rank()).told().of(view.told()) == 0) {
      judge(view, one, tally, at);
    }
  }

  private void judge(View view, Sweep.Step one, Tally tally, long at) {
    if (holds(view, one, tally)) {
      first(view, one, tally, at);
    } else {
      log.replace(one.rank(), log.get(one.rank()).told(view.told(), 1));
    }
  }

  private void first(View view, Sweep.Step one, Tally tally, long at) {
    again(view, one, tally);
    found.accept(view, one, at);
  }

  private void again(View view, Sweep.Step one, Tally tally) {
    log.replace(one.rank(), log.get(one.rank()).told(view.told(), tally.events()));
    if (isRead(view)) {
      output.finding(finding(view, one, tally));
    }
  }

  private boolean isRead(View view) {
    RuleHead head = view.rule().head();
    return head.yields() && audience.reads(head.scoring());
  }

  private boolean isReadAgain(View view) {
    RuleHead head = view.rule().head();
    return head.yields() && audience.readsAgain(head.scoring());
  }

  private boolean holds(View view, Sweep.Step one, Tally tally) {
    CorrelationRule rule = view.rule();
    return switch (rule.type()) {
      case EVENT_COUNT, VALUE_COUNT -> rule.threshold().holds(tally.observed(rule));
      case TEMPORAL -> tally.hasAll(rule, one.time());
      case TEMPORAL_ORDERED -> tally.hasAll(rule, one.time()) && Evidence.isInOrder(log, view, one);
    };
  }

  private static long settled(View view, Sweep.Step one) {
    return Retention.settled(view.rule(), one.time(), one.member().since());
  }

  private Finding finding(View view, Sweep.Step one, Tally tally) {
    CorrelationRule rule = view.rule();
    EntityKey entity = log.entity();
    Observation event = log.get(one.rank());
    String[] group = one.member().group();
    return new Finding(
        Finding.id(
            rule.head().id(),
            rule.groupBy().stream().map(CorrelationRule.GroupField::name).toList(),
            group,
            event.event()),
        rule.head().index(),
        scored(rule, entity, group),
        entity.tokenDomain(),
        event.event(),
        event.time(),
        group,
        tally.observed(rule),
        Evidence.of(log, view, one),
        tally.events(),
        1,
        Finding.NEVER);
  }

  /** The entity that is scored, whose state need not be this; a kind that varies is this one's. */
  private static @Nullable EntityKey scored(
      CorrelationRule rule, EntityKey entity, String[] group) {
    if (rule.scored() < 0) {
      return null;
    }
    String kind = rule.groupBy().get(rule.scored()).kind();
    return new EntityKey(
        entity.tokenDomain(),
        entity.keyVersion(),
        kind == null ? entity.kind() : kind,
        group[rule.scored()]);
  }
}
