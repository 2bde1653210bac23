package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.correlate.Sweep.Step;
import org.drey.rules.event.EntityKey;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;
import org.jspecify.annotations.Nullable;

/** Decides whether a finding holds, notes that it was reported, and reports it. */
final class Reports {
  private final EntityLog log;
  private final Audience audience;
  private final Correlator.Output output;
  private final Found found;

  /** What is handed a finding when it is first reported. */
  interface Found {
    void accept(View view, Step completing, long at);
  }

  Reports(EntityLog log, Audience audience, Correlator.Output output, Found found) {
    this.log = log;
    this.audience = audience;
    this.output = output;
    this.found = found;
  }

  EntityLog log() {
    return log;
  }

  Audience audience() {
    return audience;
  }

  /** How many events the window of a member had when it was reported, 0 if it was not. */
  int told(View view, Step one) {
    return log.get(one.rank()).told().of(view.told(one.member()));
  }

  /** Whether the findings of a rule are read again when they have grown. */
  boolean isReadAgain(View view) {
    RuleHead head = view.rule().head();
    return head.yields() && audience.readsAgain(head.scoring());
  }

  boolean holds(View view, Step one, Tally tally) {
    CorrelationRule rule = view.rule();
    return switch (rule.type()) {
      case EVENT_COUNT, VALUE_COUNT -> rule.threshold().holds(tally.observed(rule));
      case TEMPORAL -> tally.hasAll(rule, one.time());
      case TEMPORAL_ORDERED ->
          tally.hasAll(rule, one.time()) && Evidence.isInOrder(log, view, one, tally);
    };
  }

  /** Notes that a condition did not hold, so that it is not judged again. */
  void reject(View view, Step one) {
    Observation event = log.get(one.rank());
    log.replace(one.rank(), event.told(view.told(one.member()), 1));
  }

  /**
   * Reports a finding, which is an event for the rules that are built on it.
   *
   * @param lowest the rank of the first observation that may be evidence
   * @param at the clock at which it stands
   */
  void first(View view, Step one, Tally tally, int lowest, long at) {
    again(view, one, tally, lowest);
    found.accept(view, one, at);
  }

  /** Reports a finding that was reported before. */
  void again(View view, Step one, Tally tally, int lowest) {
    Observation event = log.get(one.rank());
    log.replace(one.rank(), event.told(view.told(one.member()), tally.events()));
    RuleHead head = view.rule().head();
    if (head.yields() && audience.reads(head.scoring())) {
      output.finding(finding(view, one, tally, lowest));
    }
  }

  private Finding finding(View view, Step one, Tally tally, int lowest) {
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
        Evidence.of(log, view, one, tally, lowest),
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
