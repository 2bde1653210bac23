package org.drey.rules.correlate;

import java.util.function.Predicate;
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
  /** The work of a finding, besides reading its evidence. */
  private static final int FINDING = 50;

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
    return log.get(one.place()).reported().of(view.reported(one.member()));
  }

  /** Returns whether the findings of a rule are read again when they have grown. */
  boolean isReadAgain(CorrelationView view) {
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
  boolean isKept(CorrelationView view, Step one, long reportedAt, int few, long at) {
    return audience.keepsAll(view.rule().head())
        || reportedAt < FindingUpdates.dayOf(one.time())
        || ObservationRetention.settled(view.rule(), one.time(), 0) <= at
        || !isLinkedLater(view, one, few);
  }

  /** Returns whether a later finding of the same group and day links to whom one links to. */
  boolean isLinkedLater(CorrelationView view, Step one, int few) {
    Predicate<byte[]> links =
        audience.linksTo(view.rule().head().scoring(), log.get(one.place()).details());
    return hasLater(view, one, few, later -> links.test(later.details()));
  }

  /**
   * Returns whether a later finding of the same group and day was reported, as far as is worth a
   * look.
   */
  boolean hasLater(CorrelationView view, Step one, int few) {
    return hasLater(view, one, few, later -> true);
  }

  private boolean hasLater(CorrelationView view, Step one, int few, Predicate<LoggedEvent> isOne) {
    long end = FindingUpdates.dayOf(one.time()) + FindingUpdates.DAY;
    long place = log.firstAfter(one.time());
    for (int i = 0; i < few && place < log.end(); i++, place = log.next(place)) {
      LoggedEvent later = log.get(place);
      if (later.time() >= end) {
        return false;
      }
      if (isOne.test(later) && isReported(view, one, later)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReported(CorrelationView view, Step one, LoggedEvent later) {
    CorrelationView.Member member = view.member(log.entity(), later, one.member().group());
    return member != null && later.reported().of(view.reported(member)) > 0;
  }

  boolean holds(CorrelationView view, Step one, WindowAggregate tally) {
    CorrelationRule rule = view.rule();
    return switch (rule.type()) {
      case EVENT_COUNT, VALUE_COUNT -> rule.threshold().holds(tally.observed(rule));
      case TEMPORAL -> tally.hasAll(rule, one.time());
      case TEMPORAL_ORDERED ->
          tally.hasAll(rule, one.time())
              && WindowEvidence.isInOrder(log, view, one, tally.latest());
    };
  }

  /** Notes that a condition did not hold, so that it is not judged again. */
  void reject(CorrelationView view, Step one) {
    note(view, one, 1);
  }

  private void note(CorrelationView view, Step one, int events) {
    LoggedEvent event = log.get(one.place());
    log.replace(one.place(), event.reported(view.reported(one.member()), events));
  }

  /**
   * Reports a finding, which is an event for the rules that are built on it.
   *
   * @param lowest the place of the first observation that may be evidence
   * @param at the clock at which it holds
   */
  void first(CorrelationView view, Step one, WindowSummary counts, long lowest, long at) {
    again(view, one, counts, lowest);
    found.accept(view, one, at);
  }

  /** Has a finding of which no reader keeps anything be an event for the rules built on it. */
  void unread(CorrelationView view, Step one, WindowSummary counts, long at) {
    note(view, one, counts.events());
    found.accept(view, one, at);
  }

  /** Reports a finding that was reported before. */
  void again(CorrelationView view, Step one, WindowSummary counts, long lowest) {
    note(view, one, counts.events());
    RuleHead head = view.rule().head();
    if (head.yields() && audience.reads(head.scoring())) {
      log.work().spend(FINDING);
      output.finding(finding(view, one, counts, lowest));
    }
  }

  private Finding finding(CorrelationView view, Step one, WindowSummary counts, long lowest) {
    CorrelationRule rule = view.rule();
    EntityKey entity = log.entity();
    LoggedEvent event = log.get(one.place());
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
        SeenEvents.of(WindowEvidence.of(log, view, one, counts, lowest)),
        counts.events(),
        rule.head().quality().of(view.values(one.member())),
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
