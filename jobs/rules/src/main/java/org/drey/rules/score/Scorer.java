package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.compile.Track;
import org.drey.rules.score.Score.Gate;
import org.drey.rules.score.Score.Offset;
import org.drey.rules.score.Score.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The score of an entity on a track at one time. Families add as log-odds points: 10 points double
 * the odds.
 */
public final class Scorer {
  static final long BENIGN_MILLIS = 180 * LedgerEntry.DAY;
  static final long VICTIM_MILLIS = 30 * LedgerEntry.DAY;

  /** The most that benign findings take away together. */
  private static final double MAX_OFFSET = -36;

  private final RuleSet rules;

  public Scorer(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * Scores.
   *
   * @param entries the track's ledger; entries later than the time do not exist yet
   * @param victim the same entity's ledger on the victim track
   */
  public Score at(long time, Track track, List<LedgerEntry> entries, List<LedgerEntry> victim) {
    Sum sum = sum(time, track, entries, victim);
    List<Gate> gates = new ArrayList<>();
    if (sum.raw() > sum.limit()) {
      gates.add(new Gate(sum.gate(), Tenths.round(sum.limit() - sum.raw())));
    }
    List<Reason> reasons = reasons(sum.families());
    List<Offset> offsets = offsets(sum.benign(), sum.offset(), sum.applied());
    settle(sum.value(), reasons, offsets, gates);
    reasons.removeIf(reason -> reason.points() == 0);
    offsets.removeIf(line -> line.points() == 0);
    gates.removeIf(line -> line.points() == 0);
    List<String> streams = sum.families().streams();
    return new Score(sum.value(), sum.hard(), reasons, offsets, gates, streams);
  }

  /** The same score's value alone, where its parts are not needed. */
  double valueAt(long time, Track track, List<LedgerEntry> entries, List<LedgerEntry> victim) {
    return sum(time, track, entries, victim).value();
  }

  private record Sum(
      Families families,
      Map<String, LedgerEntry> benign,
      double offset,
      double applied,
      double hard,
      double raw,
      double limit,
      String gate) {
    double value() {
      return Tenths.round(Math.min(raw, limit));
    }
  }

  private Sum sum(long time, Track track, List<LedgerEntry> entries, List<LedgerEntry> victim) {
    Families families = Families.at(time, entries, rules);
    double soft = families.points(false);
    double hard = families.points(true);
    Map<String, LedgerEntry> benign = benign(time, entries);
    double offset = benign.values().stream().mapToDouble(this::points).sum();
    double applied = -Math.min(-Math.max(MAX_OFFSET, offset), soft);
    double limit = GateRule.CEILING;
    String gate = "CEILING";
    if (!Tenths.reaches(hard, GateRule.HARD_FROM)) {
      GateRule.Situation situation =
          new GateRule.Situation(
              track,
              families.counted(),
              families.streams(),
              track.heldBy() != null && isVictim(time, victim));
      for (GateRule rule : GateRule.values()) {
        if (rule.limit(situation) < limit) {
          limit = rule.limit(situation);
          gate = rule.name();
        }
      }
    }
    return new Sum(families, benign, offset, applied, hard, soft + applied + hard, limit, gate);
  }

  /** The newest entry of each benign indicator that is still young enough. */
  private Map<String, LedgerEntry> benign(long time, List<LedgerEntry> entries) {
    Map<String, LedgerEntry> newest = new LinkedHashMap<>();
    for (LedgerEntry entry : Ledger.at(time, entries)) {
      boolean counts = time - entry.time() < BENIGN_MILLIS;
      if (isBenign(entry) && counts) {
        newest.merge(entry.indicator(), entry, Scorer::newer);
      }
    }
    return newest;
  }

  /** The entry by which a benign indicator counts, of all its entries at a time; null of none. */
  static @Nullable LedgerEntry newest(List<LedgerEntry> entries) {
    return entries.stream().reduce(Scorer::newer).orElse(null);
  }

  private static LedgerEntry newer(LedgerEntry one, LedgerEntry next) {
    return next.time() >= one.time() ? next : one;
  }

  private double points(LedgerEntry entry) {
    return Objects.requireNonNull(
            rules.scoring(entry.ruleId()), "an entry is benign by what its rule scores")
        .points();
  }

  /** Whether there is a recent finding on the victim track; a benign one shows no victim. */
  private boolean isVictim(long time, List<LedgerEntry> victim) {
    return victim.stream()
        .filter(entry -> entry.exists(time) && time - entry.time() <= VICTIM_MILLIS)
        .anyMatch(entry -> !isBenign(entry));
  }

  private boolean isBenign(LedgerEntry entry) {
    Scoring scoring = rules.scoring(entry.ruleId());
    return scoring != null && scoring.isBenign();
  }

  private static List<Reason> reasons(Families families) {
    List<Reason> reasons = new ArrayList<>();
    families
        .all()
        .forEach(
            (name, family) ->
                family.evidence.forEach(
                    evidence ->
                        reasons.add(
                            new Reason(
                                evidence.scoring.indicator(),
                                name,
                                Tenths.round(evidence.points),
                                evidence.newest,
                                evidence.findings()))));
    reasons.sort(
        Comparator.comparingDouble(Reason::points).reversed().thenComparing(Reason::indicator));
    return reasons;
  }

  private List<Offset> offsets(Map<String, LedgerEntry> benign, double offset, double applied) {
    List<Offset> offsets = new ArrayList<>();
    benign
        .values()
        .forEach(
            entry ->
                offsets.add(
                    new Offset(
                        entry.indicator(),
                        entry.ruleId(),
                        Tenths.round(points(entry) * applied / offset))));
    offsets.sort(Comparator.comparingDouble(Offset::points).thenComparing(Offset::indicator));
    return offsets;
  }

  /** What rounding leaves goes to the largest reason, so that the sum holds exactly. */
  private static void settle(
      double value, List<Reason> reasons, List<Offset> offsets, List<Gate> gates) {
    if (reasons.isEmpty()) {
      return;
    }
    double sum = reasons.stream().mapToDouble(Reason::points).sum();
    sum += offsets.stream().mapToDouble(Offset::points).sum();
    sum += gates.stream().mapToDouble(Gate::points).sum();
    Reason largest = reasons.get(0);
    double points = Tenths.round(largest.points() + value - sum);
    reasons.set(
        0,
        new Reason(
            largest.indicator(), largest.family(), points, largest.entry(), largest.findings()));
  }
}
