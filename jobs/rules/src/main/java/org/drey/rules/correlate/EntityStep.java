package org.drey.rules.correlate;

import java.util.LinkedHashSet;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/** One call's work of a {@link Correlator} on the state of one entity. */
final class EntityStep {
  private final RuleSet rules;
  private final int pass;
  private final EntityKey entity;
  private final long clock;
  private final GroupStore store;
  private final Correlator.Output output;
  private final Mode mode;
  private final Set<String> written = new LinkedHashSet<>();
  private long wakeUp = Long.MAX_VALUE;
  private boolean inserted;
  private boolean known;

  /** What a step is for. */
  enum Mode {
    /** Takes events in. */
    TAKING_IN,
    /** Takes nothing in, only looks whether a late event is known. */
    LOOKING_UP,
    /** Judges; findings that settle together are seen together, so what is old goes afterwards. */
    SETTLING;

    static Mode of(Match match) {
      return match.late() ? LOOKING_UP : TAKING_IN;
    }
  }

  EntityStep(
      RuleSet rules,
      int pass,
      EntityKey entity,
      long clock,
      GroupStore store,
      Correlator.Output output,
      Mode mode) {
    this.rules = rules;
    this.pass = pass;
    this.entity = entity;
    this.clock = clock;
    this.store = store;
    this.output = output;
    this.mode = mode;
  }

  /** Whether anything was new. */
  boolean hasInserted() {
    return inserted;
  }

  /** Whether a late event was known. */
  boolean hasKnown() {
    return known;
  }

  /** When the entity has to be looked at for what came in, {@link Long#MAX_VALUE} for never. */
  long wakeUp() {
    return wakeUp;
  }

  /** The keys of the groups that changed. */
  Set<String> written() {
    return written;
  }

  /**
   * Hands an event of a rule to the correlations that refer to it.
   *
   * @param arrived the clock when it came in
   */
  void dispatch(int rule, Seen seen, long arrived, @Nullable String[] values) {
    for (RuleSet.Use use : rules.uses(rule)) {
      Reference reference = use.correlation().references().get(use.reference());
      String token = reference.route().token(values);
      String kind = reference.route().kind(values);
      if (token == null || kind == null) {
        continue;
      }
      if (use.correlation().pass() > pass) {
        if (!rules.isDetection(rule)) {
          EntityKey other = new EntityKey(entity.tokenDomain(), entity.keyVersion(), kind, token);
          output.forward(new Match(other, new int[] {rule}, seen, values, false));
        }
      } else if (use.correlation().pass() == pass
          && token.equals(entity.token())
          && kind.equals(entity.kind())) {
        insert(use.correlation(), use.reference(), seen, arrived, values);
      }
    }
  }

  private void insert(
      CorrelationRule rule, int reference, Seen seen, long arrived, @Nullable String[] values) {
    Reference from = rule.references().get(reference);
    String[] groupValues = Observation.pick(values, from.groupBy());
    for (String value : groupValues) {
      if (value == null) {
        return; // belongs to no group
      }
    }
    String key = GroupKeys.of(rule, groupValues);
    Group group = store.get(key);
    if (group == null) {
      group = Group.empty(groupValues);
    }
    if (mode == Mode.LOOKING_UP) {
      known |= group.observations().stream().anyMatch(o -> o.event().equals(seen.event()));
      return;
    }
    boolean changed = mode == Mode.TAKING_IN && dropEnded(rule, group);
    int before = group.observations().size();
    int at = group.insert(Observation.of(rule, reference, seen, arrived, values));
    if (at >= 0) {
      inserted = true;
      Observation added = group.observations().get(at);
      boolean isNew = group.observations().size() > before;
      dropOldest(rule, group, arrived);
      if (rule.isMonotone()) {
        evaluate(rule, group, added, isNew, arrived);
      } else {
        wakeAt(Retention.settled(rule, added));
      }
      wakeAt(Retention.look(rule, entity, Retention.end(rule, added)));
    }
    if (at >= 0 || changed) {
      put(key, group);
    }
  }

  /** What is due is judged before anything goes. */
  private boolean dropEnded(CorrelationRule rule, Group group) {
    boolean any = false;
    for (Observation observation : group.observations()) {
      any |= Retention.end(rule, observation) <= clock;
    }
    if (any) {
      boolean unused = settle(rule, group);
      group.observations().removeIf(observation -> Retention.end(rule, observation) <= clock);
    }
    return any;
  }

  private void dropOldest(CorrelationRule rule, Group group, long arrived) {
    if (group.observations().size() > Group.MOST_OBSERVATIONS) {
      if (group.observations().get(0).waits(rule)) {
        report(new Completion(rule, group, 0), arrived);
      }
      group.observations().remove(0);
      output.dropped();
    }
  }

  /**
   * Evaluates the windows that an event lies in, its own and those of later events: a finding is
   * reported when it first holds; that one has grown is reported when it has settled.
   */
  private void evaluate(
      CorrelationRule rule, Group group, Observation added, boolean isNew, long arrived) {
    int end = group.firstAfter(added.time() + rule.timespanMillis() - 1);
    for (int i = group.firstAfter(added.time() - 1); i < end; i++) {
      Observation observation = group.observations().get(i);
      if (observation.told() == 0) {
        report(new Completion(rule, group, i), arrived);
      } else if (isNew && rule.head().yields()) {
        group.observations().set(i, observation.withGrownWindow());
        wakeAt(Math.max(Retention.settled(rule, observation), Retention.settled(rule, added)));
      }
    }
  }

  /** Reports what of a group has settled. */
  void settle(CorrelationRule rule, String key) {
    Group group = store.get(key);
    if (group != null && settle(rule, group)) {
      put(key, group);
    }
  }

  private boolean settle(CorrelationRule rule, Group group) {
    boolean changed = false;
    for (int i = 0; i < group.observations().size(); i++) {
      Observation observation = group.observations().get(i);
      long settled = Retention.settled(rule, observation);
      if (settled <= clock && observation.waits(rule)) {
        report(new Completion(rule, group, i), settled);
        changed = true;
      }
    }
    return changed;
  }

  /**
   * Reports the finding that an event completes, if it does.
   *
   * @param at the clock at which it stands
   */
  private void report(Completion completion, long at) {
    CorrelationRule rule = completion.rule();
    Observation event = completion.event();
    Window window = completion.window();
    boolean holds = window.holds();
    if (holds || !rule.isMonotone()) {
      Observation reported = event.told(rule.isMonotone() ? window.events() : 1);
      completion.group().observations().set(completion.index(), reported);
    }
    if (!holds) {
      return;
    }
    if (rule.head().yields()) {
      output.finding(completion.finding(entity, window));
    }
    if (event.told() == 0) {
      @Nullable String[] values = completion.values(rules.carried().size());
      dispatch(rule.head().index(), event.seen(), at, values);
    }
  }

  private void put(String key, Group group) {
    if (group.isEmpty()) {
      store.remove(key);
    } else {
      store.put(key, group);
    }
    written.add(key);
  }

  private void wakeAt(long time) {
    wakeUp = Math.min(wakeUp, time);
  }
}
