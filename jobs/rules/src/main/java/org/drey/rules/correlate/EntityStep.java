package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.View.Member;
import org.drey.rules.event.EntityKey;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Facet;
import org.drey.rules.log.Observation;
import org.drey.rules.log.Shape;
import org.drey.rules.log.Told;
import org.jspecify.annotations.Nullable;

/**
 * What comes into the log of one entity during a call of a {@link Correlator}, and what it finds.
 */
final class EntityStep {
  private final RuleSet rules;
  private final int pass;
  private final Views views;
  private final EntityLog log;
  private final Reports reports;
  private final Arrivals arrivals;
  private final Correlator.Output output;
  private long wakeUp = Long.MAX_VALUE;

  EntityStep(
      RuleSet rules,
      int pass,
      Views views,
      EntityLog log,
      Audience audience,
      int near,
      Correlator.Output output) {
    this.rules = rules;
    this.pass = pass;
    this.views = views;
    this.log = log;
    this.output = output;
    this.reports = new Reports(log, audience, output, this::found);
    this.arrivals = new Arrivals(reports, near);
  }

  Reports reports() {
    return reports;
  }

  /** When the entity has to be looked at for what came in, {@link Long#MAX_VALUE} for never. */
  long wakeUp() {
    return wakeUp;
  }

  /** A rule found something, which is an event for the rules that are built on it. */
  private void found(View view, Sweep.Step completing, long at) {
    Observation event = log.get(completing.rank());
    Seen seen = new Seen(event.event(), event.time(), event.details());
    int[] rule = {view.rule().head().index()};
    take(rule, seen, at, view.values(completing.member()), completing.rank());
  }

  /**
   * Takes in an event.
   *
   * @param matched the rules whose event it is
   * @param arrived the clock when it came in
   * @param rank where it is in the log, -1 if it is not
   * @return whether any of it was new
   */
  boolean take(int[] matched, Seen seen, long arrived, @Nullable String[] values, int rank) {
    Observation known = rank < 0 ? null : log.get(rank);
    List<RuleSet.Use> fresh = new ArrayList<>();
    for (int rule : matched) {
      for (RuleSet.Use use : rules.uses(rule)) {
        if (isHere(use, seen, values) && (known == null || !isKnown(known, use, values))) {
          fresh.add(use);
        }
      }
    }
    if (fresh.isEmpty()) {
      return false;
    }
    Facet facet = facet(fresh, values, Retention.since(seen.time(), arrived));
    Observation now =
        known == null
            ? new Observation(
                seen.time(), seen.event(), seen.details(), List.of(facet), Told.NOTHING)
            : known.with(facet);
    int at = rank;
    if (known == null) {
      at = log.insert(now);
    } else {
      log.replace(rank, now);
    }
    count(known, now, facet);
    wakeAt(log.look(now));
    evaluate(fresh, known, now, at, arrived);
    return true;
  }

  private long input(RuleSet.Use use) {
    return views.input(use.correlation().references().get(use.reference()).rule());
  }

  /** Whether a use is of this entity's; a finding for another entity is sent there. */
  private boolean isHere(RuleSet.Use use, Seen seen, @Nullable String[] values) {
    Reference reference = use.correlation().references().get(use.reference());
    String token = reference.route().token(values);
    String kind = reference.route().kind(values);
    EntityKey entity = log.entity();
    for (int at : reference.groupBy()) {
      if (values[at] == null) {
        return false; // belongs to no group
      }
    }
    if (token == null || kind == null) {
      return false;
    }
    if (use.correlation().pass() > pass && !rules.isDetection(reference.rule())) {
      EntityKey other = new EntityKey(entity.tokenDomain(), entity.keyVersion(), kind, token);
      output.forward(new Match(other, new int[] {reference.rule()}, seen, values, false));
    }
    return use.correlation().pass() == pass
        && token.equals(entity.token())
        && kind.equals(entity.kind());
  }

  /** Whether an event is known as a use's; as a finding it may be in several groups. */
  private boolean isKnown(Observation known, RuleSet.Use use, @Nullable String[] values) {
    Reference reference = use.correlation().references().get(use.reference());
    long input = input(use);
    if (rules.isDetection(reference.rule())) {
      return known.is(input);
    }
    for (Facet facet : known.facets()) {
      boolean same = facet.shape().has(input);
      for (int at : reference.groupBy()) {
        same &= Objects.equals(values[at], facet.value(views.field(at)));
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** What an event is for its uses, with the values that they need. */
  private Facet facet(List<RuleSet.Use> uses, @Nullable String[] values, long since) {
    Set<Long> inputs = new LinkedHashSet<>();
    Set<Integer> needed = new TreeSet<>();
    for (RuleSet.Use use : uses) {
      inputs.add(input(use));
      Reference reference = use.correlation().references().get(use.reference());
      needed.add(reference.route().token());
      needed.add(reference.route().kindAt());
      needed.add(reference.value());
      for (int at : reference.groupBy()) {
        needed.add(at);
      }
      for (int at : use.correlation().kept()) {
        needed.add(at);
      }
    }
    needed.remove(-1);
    int[] at = needed.stream().mapToInt(Integer::intValue).toArray();
    int[] names = new int[at.length];
    @Nullable String[] picked = new String[at.length];
    for (int i = 0; i < at.length; i++) {
      names[i] = views.field(at[i]);
      picked[i] = values[at[i]];
    }
    long[] numbers = inputs.stream().mapToLong(Long::longValue).toArray();
    return new Facet(new Shape(numbers, names), picked, since);
  }

  private void count(@Nullable Observation before, Observation now, Facet facet) {
    for (long number : List.copyOf(log.edges().keySet())) {
      View view = views.ofCounts(number);
      if (view.reads(facet.shape())) {
        new KeptCounts(log, view, number).change(before, now);
      }
    }
  }

  private void evaluate(
      List<RuleSet.Use> fresh,
      @Nullable Observation known,
      Observation now,
      int rank,
      long arrived) {
    Set<CorrelationRule> touched = new LinkedHashSet<>();
    fresh.forEach(use -> touched.add(use.correlation()));
    for (CorrelationRule rule : touched) {
      View view = views.of(rule);
      for (Member member : view.members(log.entity(), now)) {
        boolean isNew = known == null || view.member(log.entity(), known, member.group()) == null;
        Sweep.Step step = new Sweep.Step(rank, now.time(), member);
        wakeAt(arrivals.take(view, step, isNew, arrived));
      }
    }
  }

  private void wakeAt(long time) {
    wakeUp = Math.min(wakeUp, time);
  }
}
