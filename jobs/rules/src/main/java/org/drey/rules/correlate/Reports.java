package org.drey.rules.correlate;

import java.util.function.Predicate;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.correlate.Sweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.Provenance;
import org.jspecify.annotations.Nullable;

/** Decides whether a finding holds, notes that it was reported, and reports it. */
final class Reports {
  /** The work of a finding, besides reading its evidence. */
  private static final int FINDING = 50;

  private final EntityLog log;
  private final Audience audience;
  private final Correlator.Output output;
  private final Found found;
  private final Provenance from;

  /** A receiver of a finding that is reported for the first time. */
  interface Found {
    void accept(View view, Step completing, long at);
  }

  Reports(
      EntityLog log, Audience audience, Correlator.Output output, Found found, Provenance from) {
    this.log = log;
    this.audience = audience;
    this.output = output;
    this.found = found;
    this.from = from;
  }

  EntityLog log() {
    return log;
  }

  Audience audience() {
    return audience;
  }

  /** Returns how many events the window of a member had when it was reported, 0 if it was not. */
  int reported(View view, Step one) {
    return log.get(one.place()).reported().of(view.reported(one.member()));
  }

  /** Returns whether the findings of a rule are read again when they have grown. */
  boolean isReadAgain(View view) {
    RuleHead head = view.rule().head();
    return head.yields() && audience.readsAgain(head.scoring());
  }

  /**
   * Returns whether a reader keeps something of a finding that comes late. The score does not if
   * findings of its group and day before and after it were reported, of which the later one links
   * to whom it links to, unless it came when the score may have settled that day.
   *
   * @param reportedAt the time of the last one before it that was reported
   * @param few how many observations after it are looked at
   * @param at the clock
   */
  boolean isKept(View view, Step one, long reportedAt, int few, long at) {
    return audience.keepsAll(view.rule().head().scoring())
        || reportedAt < FindingUpdates.dayOf(one.time())
        || Retention.settled(view.rule(), one.time(), 0) <= at
        || !isLinkedLater(view, one, few);
  }

  /** Returns whether a later finding of the same group and day links to whom one links to. */
  boolean isLinkedLater(View view, Step one, int few) {
    Predicate<byte[]> links =
        audience.linksTo(view.rule().head().scoring(), log.get(one.place()).details());
    return hasLater(view, one, few, later -> links.test(later.details()));
  }

  /**
   * Returns whether a later finding of the same group and day was reported, as far as is worth a
   * look.
   */
  boolean hasLater(View view, Step one, int few) {
    return hasLater(view, one, few, later -> true);
  }

  private boolean hasLater(View view, Step one, int few, Predicate<Observation> isOne) {
    long end = FindingUpdates.dayOf(one.time()) + FindingUpdates.DAY;
    long place = log.firstAfter(one.time());
    for (int i = 0; i < few && place < log.end(); i++, place = log.next(place)) {
      Observation later = log.get(place);
      if (later.time() >= end) {
        return false;
      }
      if (isOne.test(later) && isReported(view, one, later)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReported(View view, Step one, Observation later) {
    View.Member member = view.member(log.entity(), later, one.member().group());
    return member != null && later.reported().of(view.reported(member)) > 0;
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
    note(view, one, 1);
  }

  private void note(View view, Step one, int events) {
    Observation event = log.get(one.place());
    log.replace(one.place(), event.reported(view.reported(one.member()), events));
  }

  /**
   * Reports a finding, which is an event for the rules that are built on it.
   *
   * @param lowest the place of the first observation that may be evidence
   * @param at the clock at which it holds
   */
  void first(View view, Step one, Counts counts, long lowest, long at) {
    again(view, one, counts, lowest);
    found.accept(view, one, at);
  }

  /** Has a finding of which no reader keeps anything be an event for the rules built on it. */
  void unread(View view, Step one, Counts counts, long at) {
    note(view, one, counts.events());
    found.accept(view, one, at);
  }

  /** Reports a finding that was reported before. */
  void again(View view, Step one, Counts counts, long lowest) {
    note(view, one, counts.events());
    RuleHead head = view.rule().head();
    if (head.yields() && audience.reads(head.scoring())) {
      log.work().spend(FINDING);
      output.finding(finding(view, one, counts, lowest));
    }
  }

  private Finding finding(View view, Step one, Counts counts, long lowest) {
    CorrelationRule rule = view.rule();
    EntityKey entity = log.entity();
    Observation event = log.get(one.place());
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
        counts.observed(rule),
        SeenEvents.of(Evidence.of(log, view, one, counts, lowest)),
        counts.events(),
        1,
        Finding.NEVER,
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
