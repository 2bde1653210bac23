package org.drey.rules.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.compile.Track;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The score as a fold over a ledger in order of time. It looks at no clock, so a finding that comes
 * late is as good as another.
 */
public final class Fold {
  private final RuleSet rules;
  private final Scorer scorer;

  public Fold(RuleSet rules) {
    this.rules = rules;
    this.scorer = new Scorer(rules);
  }

  /**
   * How old a finding has to be, by the clock, to be settled, in milliseconds: older than the
   * largest settle time of the scored rules, and no younger than an episode's quiet time, within
   * which a verdict may be undone.
   */
  public static long settleMillis(RuleSet rules) {
    return Math.max(rules.settleMillis(), Episode.QUIET_MILLIS);
  }

  /**
   * Whether an episode may ever have opened: false only if all that the entries are worth, whenever
   * they count, is too little, so that nothing has to be folded. Most entities end here.
   */
  boolean mayOpen(Ledger ledger) {
    Map<Scoring.Family, Map<String, Double>> families = new HashMap<>();
    boolean opens = ledger.settled().number() > 0;
    boolean hard = false;
    for (LedgerEntry entry : ledger.kept()) {
      Scoring scoring = scoring(entry);
      if (scoring != null && !scoring.isBenign()) {
        opens |= scoring.opens();
        hard |= scoring.hard();
        families
            .computeIfAbsent(scoring.family(), family -> new HashMap<>())
            .put(entry.indicator(), scoring.points());
      }
    }
    double most = 0;
    for (Map.Entry<Scoring.Family, Map<String, Double>> family : families.entrySet()) {
      double sum = family.getValue().values().stream().mapToDouble(Double::doubleValue).sum();
      most += Math.min(family.getKey().cap(), sum);
    }
    boolean wide = families.size() > 1 || hard; // else a gate holds it below
    return opens || (wide && Scorer.round(most) >= Episode.OPENS_FROM);
  }

  /**
   * What the alert of an entity and track says, or null if no episode ever opened.
   *
   * @param victim the same entity's ledger on the victim track
   */
  public @Nullable AlertContent content(Track track, Ledger ledger, Ledger victim) {
    List<LedgerEntry> entries = ledger.entries();
    List<LedgerEntry> victims = victim.entries();
    Episode episode = episode(track, entries, victims, ledger.settled(), Long.MAX_VALUE);
    if (episode.number() == 0) {
      return null;
    }
    long asOf = episode.asOf();
    Score score = scorer.at(asOf, track, entries, victims);
    int severity = Severity.of(track, entries, asOf, rules);
    Counted counted = Counted.at(asOf, entries, ledger, rules);
    return new AlertContent(
        track,
        episode.number(),
        episode.open(),
        score,
        episode.peak(),
        severity,
        Priority.of(track, severity, score, episode.openedByRule()),
        Confidence.of(score),
        asOf,
        counted.firstSeen(),
        counted.lastSeen(),
        counted.findings(),
        counted.entries());
  }

  /**
   * A ledger whose episode is settled up to a time.
   *
   * @param until the end of a UTC day
   */
  Ledger settle(Track track, Ledger ledger, Ledger victim, long until) {
    if (until <= ledger.settled().until()) {
      return ledger;
    }
    Episode episode = episode(track, ledger.entries(), victim.entries(), ledger.settled(), until);
    return new Ledger(ledger.kept(), episode.settledUntil(until));
  }

  /**
   * What of a settled ledger no score counts that can still be asked for, in an order in which any
   * first part of it may go.
   *
   * @param others times whose scores, on another track of the entity, may be emitted again; this
   *     track's own is known
   */
  List<LedgerEntry> forgettable(Track track, Ledger ledger, long... others) {
    return new Forgetting(rules, track, ledger.settled(), others).gone(ledger);
  }

  private Episode episode(
      Track track,
      List<LedgerEntry> entries,
      List<LedgerEntry> victim,
      Episode settled,
      long until) {
    Episode episode = settled;
    for (int i = 0; i < entries.size(); i++) {
      long time = entries.get(i).foldedAt();
      boolean lastOfTime = i + 1 == entries.size() || entries.get(i + 1).foldedAt() != time;
      if (time > settled.until() && time <= until && lastOfTime) {
        double score = scorer.valueAt(time, track, entries, victim);
        episode = episode.next(time, score, opensAt(entries, i));
      }
    }
    return episode;
  }

  /** Whether an entry of the same time, up to an index, opens an alert by its rule. */
  private boolean opensAt(List<LedgerEntry> entries, int last) {
    long time = entries.get(last).foldedAt();
    for (int i = last; i >= 0 && entries.get(i).foldedAt() == time; i--) {
      Scoring scoring = scoring(entries.get(i));
      if (scoring != null && scoring.opens()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Scoring scoring(LedgerEntry entry) {
    RuleHead rule = rules.byId(entry.ruleId());
    return rule == null ? null : rule.scoring();
  }
}
