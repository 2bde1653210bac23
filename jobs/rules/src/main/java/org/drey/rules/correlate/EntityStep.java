package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.drey.rules.event.EventId;
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

  /** Hands an event of a rule to the correlations that refer to it. */
  void dispatch(int rule, EventId event, long time, @Nullable String[] values) {
    for (RuleSet.Use use : rules.uses(rule)) {
      Reference reference = use.correlation().references().get(use.reference());
      String token = reference.route().token(values);
      String kind = reference.route().kind(values);
      if (token == null || kind == null) {
        continue;
      }
      if (use.correlation().pass() > pass) {
        if (!rules.isDetection(rule)) {
          forward(rule, kind, token, event, time, values);
        }
      } else if (use.correlation().pass() == pass
          && token.equals(entity.token())
          && kind.equals(entity.kind())) {
        insert(use.correlation(), use.reference(), event, time, values);
      }
    }
  }

  private void forward(
      int rule, String kind, String token, EventId event, long time, @Nullable String[] values) {
    EntityKey other = new EntityKey(entity.tokenDomain(), entity.keyVersion(), kind, token);
    output.forward(new Match(other, new int[] {rule}, event, time, values, false));
  }

  private void insert(
      CorrelationRule rule, int reference, EventId event, long time, @Nullable String[] values) {
    Reference from = rule.references().get(reference);
    String[] groupValues = pick(values, from.groupBy());
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
    String value = from.value() < 0 ? null : values[from.value()];
    Observation observation =
        new Observation(time, event, 1 << reference, value, pick(values, rule.kept()), 0);
    if (mode == Mode.LOOKING_UP) {
      known |= group.observations().stream().anyMatch(o -> o.event().equals(event));
      return;
    }
    int at = group.insert(observation);
    if (at < 0) {
      return;
    }
    inserted = true;
    long changedAt = group.observations().get(at).time();
    dropOldest(rule, group);
    if (rule.isMonotone()) {
      evaluate(rule, group, changedAt);
    }
    if (mode == Mode.TAKING_IN && clock > Long.MIN_VALUE) {
      group.dropUntil(clock - rule.retentionMillis());
    }
    if (group.isEmpty()) {
      store.remove(key);
    } else {
      store.put(key, group);
    }
  }

  private void dropOldest(CorrelationRule rule, Group group) {
    if (group.observations().size() > Group.MOST_OBSERVATIONS) {
      if (!rule.isMonotone() && group.observations().get(0).told() == 0) {
        tell(rule, group, 0);
      }
      group.observations().remove(0);
      output.dropped();
    }
  }

  /** Evaluates the windows that an event at a time lies in: its own and those of later events. */
  private void evaluate(CorrelationRule rule, Group group, long time) {
    int end = group.firstAfter(time + rule.timespanMillis() - 1);
    for (int i = group.firstAfter(time - 1); i < end; i++) {
      tell(rule, group, i);
    }
  }

  /** Judges the events of a group whose windows can no longer change. */
  void judge(CorrelationRule rule, String key) {
    Group group = store.get(key);
    if (group == null) {
      return;
    }
    long settled = clock - rule.settleMillis();
    boolean changed = false;
    for (int i = 0; i < group.observations().size(); i++) {
      Observation observation = group.observations().get(i);
      if (observation.time() <= settled && observation.told() == 0) {
        group.observations().set(i, observation.told(1));
        tell(rule, group, i);
        changed = true;
      }
    }
    if (changed) {
      store.put(key, group);
    }
  }

  /** Tells the finding that an event completes, if it does and its window is news. */
  private void tell(CorrelationRule rule, Group group, int completing) {
    Observation observation = group.observations().get(completing);
    Window window = Window.at(rule, group, completing);
    boolean news = !rule.isMonotone() || window.events() > observation.told();
    if (!news || !window.holds()) {
      return;
    }
    if (rule.isMonotone()) {
      group.observations().set(completing, observation.told(window.events()));
    }
    if (rule.head().yields()) {
      output.finding(finding(rule, group, observation, window));
    }
    if (!rule.isMonotone() || observation.told() == 0) {
      dispatch(
          rule.head().index(),
          observation.event(),
          observation.time(),
          valuesOf(rule, group, observation));
    }
  }

  private Finding finding(
      CorrelationRule rule, Group group, Observation observation, Window window) {
    return new Finding(
        Finding.id(
            rule.head().id(),
            rule.groupBy().stream().map(CorrelationRule.GroupField::name).toList(),
            group.values(),
            observation.event()),
        rule.head().index(),
        rule.scored() < 0 ? null : entity,
        entity.tokenDomain(),
        observation.event(),
        observation.time(),
        group.values(),
        window.observed(),
        window.evidence(),
        window.events(),
        1);
  }

  /** The completing event's values, overlaid by the group's. */
  private @Nullable String[] valuesOf(CorrelationRule rule, Group group, Observation observation) {
    @Nullable String[] values = new String[rules.carried().size()];
    for (int i = 0; i < rule.kept().length; i++) {
      values[rule.kept()[i]] = observation.kept()[i];
    }
    for (int i = 0; i < rule.groupAt().length; i++) {
      if (rule.groupAt()[i] >= 0) {
        values[rule.groupAt()[i]] = group.values()[i];
      }
    }
    return values;
  }

  private static @Nullable String[] pick(@Nullable String[] values, int[] indexes) {
    @Nullable String[] picked = new String[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      picked[i] = values[indexes[i]];
    }
    return picked;
  }
}
