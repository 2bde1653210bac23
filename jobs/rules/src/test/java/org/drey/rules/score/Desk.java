package org.drey.rules.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** An entity to which findings happen and on whose alerts verdicts are given, in a real book. */
final class Desk {
  final StateBytes store = new StateBytes();
  final Map<AlertTrack, AlertRevision> last = new HashMap<>();

  /** All that was said since it was last cleared. */
  final List<AlertRevision> said = new ArrayList<>();

  private final RuleSet rules;
  private final AlertTrack track;
  private final EntityAlertsFactory books;

  Desk(RuleSet rules, AlertTrack track, @Nullable Band fourEyesFrom) {
    this(rules, track, fourEyesFrom, AlertRetention.USUAL);
  }

  Desk(RuleSet rules, AlertTrack track, @Nullable Band fourEyesFrom, AlertRetention retention) {
    this.rules = rules;
    this.track = track;
    this.books =
        new EntityAlertsFactory(
            rules,
            90 * Evidence.DAY,
            details -> List.of(),
            fourEyesFrom,
            retention,
            FindingMask.NONE);
  }

  Desk finds(String indicator, double... days) {
    for (double day : days) {
      finds(1, indicator, Evidence.day(day));
    }
    return this;
  }

  Desk finds(double quality, String indicator, long time) {
    return takes(finding(track, quality, indicator, time), Long.MAX_VALUE);
  }

  Finding finding(AlertTrack on, double quality, String indicator, long time) {
    RuleHead head =
        rules.heads().stream()
            .filter(h -> h.scoring() != null && h.scoring().track() == on)
            .filter(h -> h.scoring().indicator().equals(indicator))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(indicator));
    return EntityAlertsTest.found(rules, head, time, 1, quality);
  }

  Desk takes(Finding finding, long clock) {
    EntityAlerts book = open();
    book.accept(finding, clock);
    return end(book);
  }

  /** Gives a verdict by someone who has seen what the alert lists. */
  Desk says(Says verdict) {
    return saysBlind(verdict.seeing(alert().content().findings()));
  }

  Desk saysBlind(Says verdict) {
    return takes(verdict, Long.MAX_VALUE);
  }

  Desk takes(Says verdict, long clock) {
    return takes(verdict.on(track), clock);
  }

  Desk takes(Verdict verdict, long clock) {
    EntityAlerts book = open();
    book.accept(verdict, clock);
    return end(book);
  }

  /** What the fold computes with of a finding; null if it is of another track. */
  @Nullable LedgerEntry entry(Finding finding, AlertTrack of) {
    return books.findings.scoring(finding).track() == of ? books.findings.entry(finding) : null;
  }

  /** Looks at the entity whenever it wants to be looked at, up to a time. */
  Desk looks(long clock) {
    EntityAlerts book = open();
    while (book.nextTimer() <= clock) {
      book.advance(book.nextTimer());
      end(book);
      book = open();
    }
    return this;
  }

  private EntityAlerts open() {
    return books.open(EntityAlertsTest.ENTITY, store, 7);
  }

  private Desk end(EntityAlerts book) {
    book.write();
    book.revisions().forEach(revision -> last.put(revision.track(), revision));
    said.addAll(book.revisions());
    return this;
  }

  /** The score at a day, of what verdicts leave. */
  double scoreAt(double day) {
    EntitySummary.Part part = store.summary().tracks().get(track);
    TrackAlerts one = new TrackAlerts(track, part, false, store, entry -> false);
    FoldResult judged = books.judge(one, BookStore.Side.LIVE, Ledger.empty(), Long.MAX_VALUE);
    List<LedgerEntry> there = judged.entries().at(Evidence.day(day));
    return new EntityScorer(rules).at(Evidence.day(day), track, there, List.of()).value();
  }

  AlertRevision alert() {
    return last.get(track);
  }

  /** State, episode, score and what is said of verdicts, in short. */
  String line() {
    AlertRevision alert = alert();
    if (alert == null) {
      return "no alert";
    }
    AlertContent content = alert.content();
    String what = content == null ? "" : " " + content.episode() + " " + content.score().value();
    return alert.kept().state()
        + what
        + " "
        + alert.judgement().verdict()
        + " by "
        + alert.judgement().closedBy();
  }
}
