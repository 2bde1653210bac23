package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.drey.rules.event.EventId;
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
  private static final char SEPARATOR = '\u001f';

  private final RuleSet rules;
  private final int pass;
  private final Map<String, CorrelationRule> byStateName = new HashMap<>();

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
        byStateName.put(stateNameOf(rule), rule);
      }
    }
  }

  /** Takes in a match for its entity. */
  public Outcome accept(Match match, long clock, GroupStore store, Output output) {
    Step step = new Step(match.entity(), clock, store, output, match.late(), false);
    for (int rule : match.rules()) {
      step.dispatch(rule, match.event(), match.time(), match.values());
    }
    if (step.inserted) {
      return Outcome.NEW;
    }
    return match.late() && !step.known ? Outcome.LATE : Outcome.DUPLICATE;
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
    Step step = new Step(entity, clock, store, output, false, true);
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

  private List<String> keysOf(CorrelationRule rule, GroupStore store) {
    String name = stateNameOf(rule) + SEPARATOR;
    return store.keys().stream().filter(key -> key.startsWith(name)).toList();
  }

  private @Nullable CorrelationRule ruleOf(String key) {
    int second = key.indexOf(SEPARATOR, key.indexOf(SEPARATOR) + 1);
    return byStateName.get(key.substring(0, second));
  }

  /** One call's work on one entity. */
  private final class Step {
    private final EntityKey entity;
    private final long clock;
    private final GroupStore store;
    private final Output output;
    private final boolean onlyKnown;

    /** Findings that settle together are seen together: what is old goes when all are judged. */
    private final boolean settling;

    private boolean inserted;
    private boolean known;

    Step(
        EntityKey entity,
        long clock,
        GroupStore store,
        Output output,
        boolean onlyKnown,
        boolean settling) {
      this.entity = entity;
      this.clock = clock;
      this.store = store;
      this.output = output;
      this.onlyKnown = onlyKnown;
      this.settling = settling;
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
      output.forward(new Match(other, new int[] {rule}, event, time, values, false, "", 0, 0));
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
      String key = key(rule, groupValues);
      Group group = store.get(key);
      if (group == null) {
        group = Group.empty(groupValues);
      }
      String value = from.value() < 0 ? null : values[from.value()];
      Observation observation =
          new Observation(time, event, 1 << reference, value, pick(values, rule.kept()), 0);
      if (onlyKnown) {
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
      if (!settling && clock > Long.MIN_VALUE) {
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
    private @Nullable String[] valuesOf(
        CorrelationRule rule, Group group, Observation observation) {
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

    private String key(CorrelationRule rule, String[] groupValues) {
      StringBuilder key = new StringBuilder(stateNameOf(rule)).append(SEPARATOR);
      for (String value : groupValues) {
        key.append(value.length()).append(':').append(value); // no two groups share a key
      }
      return key.toString();
    }
  }

  private static String stateNameOf(CorrelationRule rule) {
    return rule.stateName() + SEPARATOR + rule.head().id();
  }

  private static @Nullable String[] pick(@Nullable String[] values, int[] indexes) {
    @Nullable String[] picked = new String[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      picked[i] = values[indexes[i]];
    }
    return picked;
  }
}
