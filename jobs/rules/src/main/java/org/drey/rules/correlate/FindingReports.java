package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordProvenance;
import org.jspecify.annotations.Nullable;

/** Decides whether a finding holds, notes that it was reported, and reports it. */
final class FindingReports {
  private final EntityLog log;
  private final FindingAudience audience;
  private final Correlator.Output output;
  private final FindingHandler found;
  private final RecordProvenance from;

  /** A receiver of a finding that is reported for the first time. */
  interface FindingHandler {
    void accept(CorrelationView view, Step completing, long at);
  }

  FindingReports(
      EntityLog log,
      FindingAudience audience,
      Correlator.Output output,
      FindingHandler found,
      RecordProvenance from) {
    this.log = log;
    this.audience = audience;
    this.output = output;
    this.found = found;
    this.from = from;
  }

  EntityLog log() {
    return log;
  }

  FindingAudience audience() {
    return audience;
  }

  /** Returns how many events the window of a member had when it was reported, 0 if it was not. */
  int reported(CorrelationView view, Step one) {
    return log.get(one.rank()).reported().of(view.reported(one.member()));
  }

  /** Returns whether the findings of a rule are read again when they have grown. */
  boolean isReadAgain(CorrelationView view) {
    RuleHead head = view.rule().head();
    return head.yields() && audience.readsAgain(head.scoring());
  }

  /** Returns whether a later finding of the same group and day was reported. */
  boolean hasLater(CorrelationView view, Step one) {
    int end = log.firstAfter(FindingUpdates.dayOf(one.time()) + FindingUpdates.DAY - 1);
    for (int i = end - 1; i >= 0 && log.get(i).time() > one.time(); i--) {
      LoggedEvent later = log.get(i);
      CorrelationView.Member member = view.member(log.entity(), later, one.member().group());
      if (member != null && later.reported().of(view.reported(member)) > 0) {
        return true;
      }
    }
    return false;
  }

  boolean holds(CorrelationView view, Step one, WindowTally tally) {
    return tally.holds(one.time())
        && (view.rule().type() != CorrelationRule.Type.TEMPORAL_ORDERED
            || WindowEvidence.isInOrder(log, view, one, tally));
  }

  /** Notes that a condition did not hold, so that it is not judged again. */
  void reject(CorrelationView view, Step one) {
    note(view, one, 1);
  }

  private void note(CorrelationView view, Step one, int events) {
    LoggedEvent event = log.get(one.rank());
    log.replace(one.rank(), event.reported(view.reported(one.member()), events));
  }

  /**
   * Reports a finding, which is an event for the rules that are built on it.
   *
   * @param at the clock at which it holds
   */
  void first(CorrelationView view, Step one, WindowTally tally, long at) {
    again(view, one, tally.events(), tally.observed());
    found.accept(view, one, at);
  }

  /**
   * Reports a finding that was reported before.
   *
   * @param events how many its window has now
   * @param observed what the rule observes in it
   */
  void again(CorrelationView view, Step one, int events, long observed) {
    note(view, one, events);
    RuleHead head = view.rule().head();
    if (head.yields() && audience.reads(head.scoring())) {
      output.finding(finding(view, one, events, observed));
    }
  }

  private Finding finding(CorrelationView view, Step one, int events, long observed) {
    CorrelationRule rule = view.rule();
    EntityKey entity = log.entity();
    LoggedEvent event = log.get(one.rank());
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
        observed,
        SeenEvents.of(WindowEvidence.of(log, view, one)),
        events,
        rule.head().quality().of(view.values(one.member())),
        Finding.NO_EXPIRY,
        from);
  }

  /** The entity that is scored, whose state need not be this; a kind that varies is this one's. */
  private static @Nullable EntityKey scored(
      CorrelationRule rule, EntityKey entity, String[] group) {
    if (rule.scored() == null) {
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
