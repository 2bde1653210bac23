package org.drey.streaming.operator;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.drey.definitions.record.DeadLetters;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.rules.cases.AlertStanding;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.cases.EntityLinks;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.score.AlertVerdicts;
import org.drey.rules.score.EntityAlerts;
import org.drey.rules.score.EntityAlertsFactory;
import org.drey.rules.score.ErasedUntil;
import org.drey.rules.score.Ledger;
import org.drey.rules.verdict.Verdict;

/**
 * One call of the score step on an entity: on its books, and on its links to those that it names.
 *
 * @param common of all entities
 * @param erased who was erased by now
 */
record ScoreCall(
    RuleSet rules,
    EntityAlertsFactory common,
    ErasedUntil erased,
    EntityAlerts book,
    EntityLinks links) {

  /**
   * The result of a call, before anything is written.
   *
   * @param sent links
   */
  record Changes(ScoreCall of, List<Alert> alerts, List<Alert> shadows, List<EntityLink> sent) {
    /**
     * Returns whether an earlier revision of an alert is known; one that ends may be of an earlier
     * job.
     */
    boolean isKnown(Alert revision) {
      return revision.getRevision() > 1;
    }

    /** Writes them to state. */
    void write(StateLinks named) {
      of.book().write();
      if (of.book().isEmpty()) {
        named.clear(); // it ends with what named them
      } else {
        of.links().write();
      }
    }
  }

  /** The dead letter of a verdict that an alert does not take. */
  static DeadLetter refused(ScoreInput verdict, ErasedUntil erased, long now) {
    Verdict given = requireNonNull(verdict.verdict(), "only verdicts are refused");
    String why =
        erased.has(verdict.entity(), given.asOf())
            ? "what the verdict is about was erased"
            : "the alert has " + AlertVerdicts.MAX_VERDICTS + " verdicts, the most that one takes";
    return DeadLetters.notAllowed(verdict.place(), why, verdict.time(), now);
  }

  /** Takes in what is new; returns what became of each finding, or of the one that it else is. */
  List<Ledger.LedgerChange> accept(ScoreInput input, long clock) {
    Verdict verdict = input.verdict();
    if (verdict != null) {
      return List.of(book.accept(verdict, clock));
    }
    if (input.isErasure()) {
      book.erase();
      links.erase();
      return List.of(Ledger.LedgerChange.KEPT);
    }
    for (Finding finding : input.findings()) {
      finding.from().demand(rules.mark());
      if (!erased.has(input.entity(), finding.time())) {
        links.name(common.track(finding), common.named(finding), finding.time());
      }
    }
    List<Ledger.LedgerChange> taken = book.accept(input.findings(), clock);
    links.renamed().forEach(track -> book.repeat(track, clock));
    return taken;
  }

  /** Takes other entities, which were erased, out of what is known of this one. */
  void mask(Map<EntityKey, Long> gone, long clock) {
    book.mask(clock);
    gone.forEach(
        (one, until) -> links.forget(one, until).forEach(track -> book.repeat(track, clock)));
  }

  /** Says again what every alert says. */
  void repeat(long clock) {
    List.of(AlertTrack.values()).forEach(track -> book.emitAgain(track, clock));
  }

  /**
   * Returns what the call comes to.
   *
   * @param time of what brought it about, milliseconds since 1970
   */
  Changes changes(EntityKey entity, AlertRecords records, long time) {
    for (AlertRevision revision : book.revisions()) {
      links.revise(revision.track(), AlertStanding.of(revision), time);
    }
    return new Changes(
        this,
        records.of(entity, book.revisions(), links),
        records.of(entity, shadows(), links),
        links.links());
  }

  /**
   * Returns shadow revisions; if no rule is on trial any more, there may still be shadow alerts of
   * when one was.
   */
  private List<AlertRevision> shadows() {
    return rules.hasTrials()
        ? book.shadowRevisions()
        : book.shadowRevisions().stream().filter(AlertRevision::isLast).toList();
  }
}
