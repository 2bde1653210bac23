package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule.Reference;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.EventFacet;
import org.drey.rules.log.FacetShape;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.log.ReportedFindings;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordProvenance;
import org.jspecify.annotations.Nullable;

/**
 * The step of one entity: what comes into its log during a call of a {@link Correlator}, and what
 * it finds.
 */
final class EntityStep {
  private static final byte[] NO_DETAILS = {};

  private final RuleSet rules;
  private final int pass;
  private final CorrelationViews views;
  private final EntityLog log;
  private final FindingReports reports;
  private final ArrivalEvaluation arrivals;
  private final Correlator.Output output;
  private final RecordProvenance from;
  private long nextTimer = Long.MAX_VALUE;

  /**
   * A step.
   *
   * @param from where what brought the call about comes from
   */
  EntityStep(
      RuleSet rules,
      int pass,
      CorrelationViews views,
      EntityLog log,
      FindingAudience audience,
      Correlator.Output output,
      RecordProvenance from) {
    this.rules = rules;
    this.pass = pass;
    this.views = views;
    this.log = log;
    this.output = output;
    this.from = from;
    this.reports = new FindingReports(log, audience, output, this::found, from);
    this.arrivals = new ArrivalEvaluation(reports);
  }

  FindingReports reports() {
    return reports;
  }

  /**
   * Returns when the entity has to be looked at for what came in, {@link Long#MAX_VALUE} for never.
   */
  long nextTimer() {
    return nextTimer;
  }

  /** A rule found something, which is an event for the rules that are built on it. */
  private void found(CorrelationView view, WindowSweep.Step completing, long at) {
    LoggedEvent event = log.get(completing.rank());
    EvidenceEvent seen = new EvidenceEvent(event.event(), event.time(), event.details());
    int[] rule = {view.rule().head().index()};
    @Nullable String[] values = view.values(completing.member());
    take(rule, seen, at, values, completing.rank());
    forward(rule, seen, values);
  }

  /** Sends a finding to each other entity that a rule which is built on it lives with, once. */
  private void forward(int[] rule, EvidenceEvent seen, @Nullable String[] values) {
    Set<EntityKey> targets = new LinkedHashSet<>();
    for (RuleSet.Use use : rules.uses(rule[0])) {
      EntityKey target = target(use, values);
      if (target != null && use.correlation().pass() > pass) {
        targets.add(target);
      }
    }
    targets.forEach(
        target -> output.forward(new Match(target, rule, seen, values, false, false, from)));
  }

  /**
   * Takes in an event.
   *
   * @param matched the rules whose event it is
   * @param arrived the clock when it came in
   * @param rank where it is in the log, -1 if it is not
   * @return whether any of it was new
   */
  boolean take(
      int[] matched, EvidenceEvent seen, long arrived, @Nullable String[] values, int rank) {
    LoggedEvent known = rank < 0 ? null : log.get(rank);
    List<RuleSet.Use> fresh = new ArrayList<>();
    for (int rule : matched) {
      for (RuleSet.Use use : rules.uses(rule)) {
        if (isHere(use, values) && (known == null || !isKnown(known, use, values))) {
          fresh.add(use);
        }
      }
    }
    if (fresh.isEmpty()) {
      return false;
    }
    EventFacet facet = facet(fresh, values, ObservationRetention.since(seen.time(), arrived));
    LoggedEvent now = observation(known, fresh, seen, facet);
    int at = rank;
    if (known == null) {
      at = log.insert(now);
    } else {
      log.replace(rank, now);
    }
    long look = ObservationRetention.lookAtHead(log.entity(), now, log.end(now));
    if (ObservationRetention.latest(now, look) < log.timer()) { // else one look does for both
      wakeAt(look);
    }
    evaluate(fresh, known, now, at, arrived);
    return true;
  }

  /** The event as it is kept: with details only if an alert may show it, which most never are. */
  private LoggedEvent observation(
      @Nullable LoggedEvent known, List<RuleSet.Use> fresh, EvidenceEvent seen, EventFacet facet) {
    byte[] details = isShown(fresh) ? seen.details() : NO_DETAILS;
    if (known == null) {
      return new LoggedEvent(
          seen.time(), seen.event(), details, List.of(facet), ReportedFindings.NOTHING);
    }
    return known.details().length > 0 ? known.with(facet) : known.with(details).with(facet);
  }

  private boolean isShown(List<RuleSet.Use> uses) {
    for (RuleSet.Use use : uses) {
      if (views.of(use.correlation()).isShown()) {
        return true;
      }
    }
    return false;
  }

  private long input(RuleSet.Use use) {
    return views.input(use.correlation().references().get(use.reference()).rule());
  }

  private boolean isHere(RuleSet.Use use, @Nullable String[] values) {
    return use.correlation().pass() == pass && log.entity().equals(target(use, values));
  }

  /** The entity that a use lives with, null if the event belongs to none of its groups. */
  private @Nullable EntityKey target(RuleSet.Use use, @Nullable String[] values) {
    Reference reference = use.correlation().references().get(use.reference());
    for (int at : reference.groupBy()) {
      if (values[at] == null) {
        return null;
      }
    }
    String token = reference.route().token(values);
    String kind = reference.route().kind(values);
    EntityKey entity = log.entity();
    return token == null || kind == null
        ? null
        : new EntityKey(entity.tokenDomain(), entity.keyVersion(), kind, token);
  }

  /** Returns whether an event is known as a use's; as a finding it may be in several groups. */
  private boolean isKnown(LoggedEvent known, RuleSet.Use use, @Nullable String[] values) {
    Reference reference = use.correlation().references().get(use.reference());
    long input = input(use);
    if (rules.isDetection(reference.rule())) {
      return known.is(input);
    }
    for (EventFacet facet : known.facets()) {
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

  /** Returns what an event is for its uses, with the values that they need. */
  private EventFacet facet(List<RuleSet.Use> uses, @Nullable String[] values, long since) {
    Set<Long> inputs = new LinkedHashSet<>();
    BitSet needed = new BitSet();
    for (RuleSet.Use use : uses) {
      inputs.add(input(use));
      Reference reference = use.correlation().references().get(use.reference());
      reference.eachRead(needed::set);
      for (int at : use.correlation().kept()) {
        needed.set(at);
      }
    }
    int[] names = new int[needed.cardinality()];
    @Nullable String[] picked = new String[names.length];
    int n = 0;
    for (int at = needed.nextSetBit(0); at >= 0; at = needed.nextSetBit(at + 1)) {
      names[n] = views.field(at);
      picked[n++] = values[at];
    }
    long[] numbers = inputs.stream().mapToLong(Long::longValue).toArray();
    return new EventFacet(new FacetShape(numbers, names), picked, since);
  }

  private void evaluate(
      List<RuleSet.Use> fresh,
      @Nullable LoggedEvent known,
      LoggedEvent now,
      int rank,
      long arrived) {
    Set<CorrelationView> touched = new LinkedHashSet<>();
    for (RuleSet.Use use : fresh) {
      touched.add(views.of(use.correlation()));
    }
    for (CorrelationView view : touched) {
      for (Member member : view.members(log.entity(), now)) {
        boolean isNew = known == null || view.member(log.entity(), known, member.group()) == null;
        WindowSweep.Step step = new WindowSweep.Step(rank, now.time(), member);
        wakeAt(arrivals.take(view, step, isNew, arrived));
      }
    }
  }

  private void wakeAt(long time) {
    nextTimer = Math.min(nextTimer, time);
  }
}
