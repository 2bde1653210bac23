package org.drey.rules.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The score as a fold over a ledger in order of time. It looks at no clock, so a finding that comes
 * late is as good as another.
 */
public final class Fold {
  private final RuleSet rules;
  private final EntityScorer scorer;

  public Fold(RuleSet rules) {
    this.rules = rules;
    this.scorer = new EntityScorer(rules);
  }

  /**
   * Returns how old a finding has to be, by the clock, to be settled, in milliseconds: older than
   * the largest settle time of the scored rules, and no younger than an episode's quiet time,
   * within which a verdict may be undone.
   */
  public static long settleMillis(RuleSet rules) {
    return Math.max(rules.settleMillis(), Episode.QUIET_MILLIS);
  }

  /**
   * Returns whether an episode may ever have opened: false only if all that the entries are worth,
   * whenever they count, is too little, so that nothing has to be folded. Most entities end here.
   */
  boolean mayOpen(AlertTrack track, Ledger ledger) {
    Map<ScoringPart.Family, Map<String, Double>> families = new HashMap<>();
    boolean opens = ledger.settled().number() > 0;
    boolean hard = false;
    for (LedgerEntry entry : ledger.kept()) {
      ScoringPart scoring = rules.scoring(entry.ruleId());
      if (scoring != null && !scoring.isBenign()) {
        opens |= scoring.opens();
        hard |= scoring.hard();
        families
            .computeIfAbsent(scoring.family(), family -> new HashMap<>())
            .put(entry.indicator(), scoring.points());
      }
    }
    double most = 0;
    for (Map.Entry<ScoringPart.Family, Map<String, Double>> family : families.entrySet()) {
      double sum = family.getValue().values().stream().mapToDouble(Double::doubleValue).sum();
      most += Math.min(family.getKey().cap(), sum);
    }
    boolean wide = // else a gate holds it below
        families.size() > 1 || hard || GateRule.ofOneFamily(track) >= Episode.OPENS_FROM;
    return opens || (wide && ScoreTenths.round(most) >= Episode.OPENS_FROM);
  }

  /**
   * Folds what is not settled.
   *
   * @param victim the same entity's ledger on the victim track
   * @param fourEyesFrom see {@link EntityAlertsFactory}
   * @param until what is later is left out, {@link Long#MAX_VALUE} for nothing
   */
  FoldResult judge(
      AlertTrack track,
      Ledger ledger,
      Ledger victim,
      AlertVerdicts verdicts,
      @Nullable Band fourEyesFrom,
      long until) {
    return new VerdictFold(scorer, track, victim.entries(), verdicts, fourEyesFrom)
        .judge(entries(ledger, verdicts), ledger.settled(), until);
  }

  /** The entries of a ledger as the verdicts that have settled leave them. */
  VerdictEntries entries(Ledger ledger, AlertVerdicts verdicts) {
    return VerdictEntries.of(rules, ledger, verdicts.acting());
  }

  /**
   * Returns what the alert of an entity and track says without verdicts; null if no episode opened.
   */
  public @Nullable AlertContent content(AlertTrack track, Ledger ledger, Ledger victim) {
    return content(
        track, judge(track, ledger, victim, AlertVerdicts.NONE, null, Long.MAX_VALUE), victim);
  }

  /**
   * Returns what the alert of an entity and track says, or null if no episode ever opened.
   *
   * @param judged what the fold has come to
   * @param victim the same entity's ledger on the victim track
   */
  @Nullable AlertContent content(AlertTrack track, FoldResult judged, Ledger victim) {
    Episode episode = judged.episode();
    if (episode.number() == 0) {
      return null;
    }
    long asOf = episode.asOf();
    Score score = scorer.at(asOf, track, judged.entries().at(asOf), victim.entries()).score();
    int severity = Severity.of(track, judged.entries().existing(asOf), asOf, rules);
    CountedEvidence counted = CountedEvidence.at(asOf, judged.entries());
    return new AlertContent(
        track,
        episode.number(),
        episode.open(),
        score,
        episode.peak(),
        severity,
        Priority.of(track, severity, score, isFresh(judged, asOf)),
        Confidence.of(score),
        asOf,
        counted.firstSeen(),
        counted.lastSeen(),
        counted.findings());
  }

  /** Returns whether the worst that opens an alert by itself was seen within a day. */
  private boolean isFresh(FoldResult judged, long asOf) {
    return judged.entries().existing(asOf).stream()
        .filter(entry -> entry.exists(asOf) && asOf - entry.time() <= LedgerEntry.DAY)
        .map(entry -> rules.scoring(entry.ruleId()))
        .anyMatch(scoring -> scoring != null && scoring.opens() && isWorst(scoring.severity()));
  }

  private static boolean isWorst(ScoringPart.@Nullable SeverityRule severity) {
    return severity != null && severity.level() == Severity.WORST;
  }

  /**
   * A ledger without verdicts whose episode is settled up to a time.
   *
   * @param until the end of a UTC day
   */
  Ledger settle(AlertTrack track, Ledger ledger, Ledger victim, long until) {
    return until <= ledger.settled().until()
        ? ledger
        : ledger.settled(judge(track, ledger, victim, AlertVerdicts.NONE, null, until).episode());
  }

  /**
   * Returns what of a settled ledger no score counts that can still be asked for, in an order in
   * which any first part of it may go.
   *
   * @param others times whose scores, on another track of the entity, may be emitted again; this
   *     track's own is known
   */
  List<LedgerEntry> forgettable(AlertTrack track, Ledger ledger, long... others) {
    return forgettable(
        track, VerdictEntries.of(rules, ledger, List.of()), ledger.settled(), others);
  }

  /** The same of a ledger's entries as the verdicts that have settled leave them. */
  List<LedgerEntry> forgettable(
      AlertTrack track, VerdictEntries entries, Episode settled, long... others) {
    return new LedgerCleanup(track, entries, settled, others).gone();
  }
}
