package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the correlations of one pass over the state of one entity at a time. Pure: state is
 * lent by a {@link GroupStore}, time is the clock that is handed in.
 *
 * <p>A window that a new event falls into is evaluated at once, also for later events that were
 * there before it. What must not be told too early waits for {@link #advance}.
 */
public final class Correlator {
  private static final long SHORTEST_STEP = 3_600_000L;
  private static final int STEPS = 8;

  private final RuleSet rules;
  private final int pass;
  private final Map<String, CorrelationRule> byKeyPrefix = new HashMap<>();

  /** What a correlator has to say. */
  public interface Output {
    /** A finding, or a fuller version of one told before. */
    void finding(Finding finding);

    /** A finding that belongs to another entity's state: once, when it is first told. */
    void forward(Match match);

    /** The oldest event of a full group went. */
    void dropped();
  }

  /** What became of a match. */
  public enum Outcome {
    NEW,
    DUPLICATE,
    LATE
  }

  public Correlator(RuleSet rules, int pass) {
    this.rules = rules;
    this.pass = pass;
    for (CorrelationRule rule : rules.correlations()) {
      if (rule.pass() == pass) {
        byKeyPrefix.put(GroupKeys.prefix(rule), rule);
      }
    }
  }

  /** Takes in a match for its entity. */
  public Outcome accept(Match match, long clock, GroupStore store, Output output) {
    EntityStep step =
        new EntityStep(
            rules, pass, match.entity(), clock, store, output, EntityStep.Mode.of(match));
    for (int rule : match.rules()) {
      step.dispatch(rule, match.event(), match.time(), match.values());
    }
    if (step.hasInserted()) {
      return Outcome.NEW;
    }
    return match.late() && !step.hasKnown() ? Outcome.LATE : Outcome.DUPLICATE;
  }

  /** When the entity of a match that was new has to be looked at for it, at the earliest. */
  public long wakeUp(Match match) {
    long earliest = Long.MAX_VALUE;
    for (int rule : match.rules()) {
      for (RuleSet.Use use : rules.uses(rule)) {
        CorrelationRule user = use.correlation();
        if (user.pass() == pass) {
          earliest = Math.min(earliest, wakeUp(user, match.time()));
        }
      }
    }
    return earliest;
  }

  /**
   * Judges what has settled and drops what no longer matters.
   *
   * @return when to come back, or {@link Long#MAX_VALUE} if nothing waits
   */
  public long advance(EntityKey entity, long clock, GroupStore store, Output output) {
    EntityStep step =
        new EntityStep(rules, pass, entity, clock, store, output, EntityStep.Mode.SETTLING);
    for (CorrelationRule rule : rules.correlations()) {
      if (rule.pass() == pass && !rule.isMonotone()) {
        keysOf(rule, store).forEach(key -> step.judge(rule, key));
      }
    }
    long next = Long.MAX_VALUE;
    for (String key : store.keys()) {
      CorrelationRule rule = ruleOf(key);
      Group group = rule == null ? null : store.get(key);
      if (group == null) {
        store.remove(key); // of a rule that is gone
        continue;
      }
      if (clock >= group.newest() + rule.retentionMillis()) {
        store.remove(key);
      } else {
        next = Math.min(next, wakeUp(rule, group));
      }
    }
    return next;
  }

  /** When a group next has to be looked at: to judge an event, or to end. */
  private static long wakeUp(CorrelationRule rule, Group group) {
    if (!rule.isMonotone()) {
      for (Observation observation : group.observations()) {
        if (observation.told() == 0) {
          return observation.time() + rule.settleMillis();
        }
      }
    }
    return end(rule, group.newest());
  }

  /** When an event at a time, or a finding that it completes, has to be looked at. */
  private long wakeUp(CorrelationRule rule, long time) {
    long earliest = rule.isMonotone() ? end(rule, time) : time + rule.settleMillis();
    for (RuleSet.Use use : rules.uses(rule.head().index())) {
      if (use.correlation().pass() == pass) {
        earliest = Math.min(earliest, wakeUp(use.correlation(), time));
      }
    }
    return earliest;
  }

  /**
   * When a group ends whose newest event is at a time. Rounded up, for ends carry no meaning: so
   * that one look at an entity ends many of its groups.
   */
  private static long end(CorrelationRule rule, long newest) {
    long step = Math.max(SHORTEST_STEP, rule.retentionMillis() / STEPS);
    return (Math.floorDiv(newest + rule.retentionMillis(), step) + 1) * step;
  }

  private static List<String> keysOf(CorrelationRule rule, GroupStore store) {
    String prefix = GroupKeys.prefix(rule);
    return store.keys().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  private @Nullable CorrelationRule ruleOf(String key) {
    return byKeyPrefix.get(GroupKeys.prefixOf(key));
  }
}
