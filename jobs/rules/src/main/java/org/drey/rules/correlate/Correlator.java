package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;

/**
 * Evaluates the correlations of one pass over the state of one entity at a time. Pure: state is
 * lent by a {@link GroupStore}, time is the clock that is handed in.
 *
 * <p>A window that a new event falls into is evaluated at once, also for later events that were
 * there before it. What must not be reported too early waits for {@link #advance}.
 */
public final class Correlator {
  private final RuleSet rules;
  private final int pass;
  private final List<CorrelationRule> own;
  private final Set<String> prefixes = new LinkedHashSet<>();

  /** What a correlator has to say. */
  public interface Output {
    /** A finding, or the settled version of one reported before. */
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
    this.own = rules.correlations().stream().filter(rule -> rule.pass() == pass).toList();
    own.forEach(rule -> prefixes.add(GroupKeys.prefix(rule)));
  }

  /**
   * What a match led to.
   *
   * @param wakeUp when its entity has to be looked at for it, {@link Long#MAX_VALUE} for never
   */
  public record Taken(Outcome outcome, long wakeUp) {}

  /**
   * Takes in a match for its entity.
   *
   * @param clock the job's, which never goes back; {@link Long#MIN_VALUE} before the first event
   */
  public Taken accept(Match match, long clock, GroupStore store, Output output) {
    EntityStep step =
        new EntityStep(
            rules, pass, match.entity(), clock, store, output, EntityStep.Mode.of(match));
    for (int rule : match.rules()) {
      step.dispatch(rule, match.seen(), clock, match.values());
    }
    boolean late = match.late() && !step.hasKnown();
    Outcome outcome = step.hasInserted() ? Outcome.NEW : late ? Outcome.LATE : Outcome.DUPLICATE;
    return new Taken(outcome, step.wakeUp());
  }

  /**
   * Reports what has settled, the rules that others are built on first, and then drops what no
   * longer matters.
   *
   * @return when to come back, or {@link Long#MAX_VALUE} if nothing waits
   */
  public long advance(EntityKey entity, long clock, GroupStore store, Output output) {
    EntityStep step =
        new EntityStep(rules, pass, entity, clock, store, output, EntityStep.Mode.SETTLING);
    Map<String, Set<String>> keys = keysByPrefix(store);
    for (CorrelationRule rule : own) {
      Set<String> ofRule = keys.computeIfAbsent(GroupKeys.prefix(rule), p -> new LinkedHashSet<>());
      step.written().stream().filter(key -> isOf(rule, key)).forEach(ofRule::add);
      ofRule.forEach(key -> step.settle(rule, key));
    }
    long next = Long.MAX_VALUE;
    for (CorrelationRule rule : own) {
      for (String key : keys.get(GroupKeys.prefix(rule))) {
        next = Math.min(next, drop(rule, key, entity, clock, store));
      }
    }
    return next;
  }

  /** The keys of each rule's groups; those of rules that are gone go. */
  private Map<String, Set<String>> keysByPrefix(GroupStore store) {
    Map<String, Set<String>> keys = new HashMap<>();
    for (String key : store.keys()) {
      String prefix = GroupKeys.prefixOf(key);
      if (prefixes.contains(prefix)) {
        keys.computeIfAbsent(prefix, p -> new LinkedHashSet<>()).add(key);
      } else {
        store.remove(key);
      }
    }
    return keys;
  }

  private static boolean isOf(CorrelationRule rule, String key) {
    return key.startsWith(GroupKeys.prefix(rule));
  }

  /** Drops a group that has ended, else says when next to look at it. */
  private static long drop(
      CorrelationRule rule, String key, EntityKey entity, long clock, GroupStore store) {
    Group group = store.get(key);
    if (group == null) {
      return Long.MAX_VALUE;
    }
    long end = Retention.end(rule, group);
    if (end <= clock) {
      store.remove(key);
      return Long.MAX_VALUE;
    }
    long next = Retention.look(rule, entity, end);
    for (Observation observation : group.observations()) {
      if (observation.waits(rule)) {
        next = Math.min(next, Retention.settled(rule, observation));
      }
    }
    return next;
  }
}
