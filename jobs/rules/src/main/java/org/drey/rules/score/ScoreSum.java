package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.score.Score.Gate;
import org.drey.rules.score.Score.Offset;
import org.drey.rules.score.Score.Reason;

/**
 * The score's arithmetic. Families add as log-odds points: 10 points double the odds; benign
 * evidence lowers what is soft, and a gate holds down what is narrow.
 */
final class ScoreSum {
  /** The most that benign findings take away together. */
  private static final double MAX_OFFSET = -36;

  private final boolean held;
  private final FamilyEvidence families;
  private final Map<String, ScoredEntry> benign = new LinkedHashMap<>();
  private final double offset;
  private final double applied;
  private final double hard;
  private final double raw;
  private double limit = GateRule.CEILING;
  private String gate = "CEILING";

  ScoreSum(ScoreInputs inputs) {
    held = inputs.held();
    families = FamilyEvidence.of(inputs);
    inputs.entries().stream().filter(one -> one.scoring().isBenign()).forEach(this::take);
    double soft = families.points(false);
    hard = families.points(true);
    offset = benign.values().stream().mapToDouble(one -> one.scoring().points()).sum();
    applied = -Math.min(-Math.max(MAX_OFFSET, offset), soft);
    raw = soft + applied + hard;
    if (!ScoreTenths.reaches(hard, GateRule.HARD_FROM)) {
      hold(inputs);
    }
  }

  /** Benign evidence counts once an indicator, by its newest entry. */
  private void take(ScoredEntry one) {
    benign.merge(
        one.scoring().indicator(),
        one,
        (a, b) -> ScoredEntry.newer(a.entry(), b.entry()).equals(a.entry()) ? a : b);
  }

  private void hold(ScoreInputs inputs) {
    GateRule.Situation situation =
        new GateRule.Situation(inputs.track(), families.counted(), families.streams(), held);
    for (GateRule rule : GateRule.values()) {
      double limitOfRule = rule.limit(situation);
      if (limitOfRule < limit && !inputs.lifted().contains(rule.name())) {
        limit = limitOfRule;
        gate = rule.name();
      }
    }
  }

  /** Returns the score alone, where what it is made of is not needed. */
  double value() {
    return ScoreTenths.round(Math.min(raw, limit));
  }

  Score score() {
    List<Gate> gates = new ArrayList<>();
    if (raw > limit) {
      gates.add(new Gate(gate, ScoreTenths.round(limit - raw)));
    }
    List<Reason> reasons = families.reasons();
    reasons.sort(
        Comparator.comparingDouble(Reason::points).reversed().thenComparing(Reason::indicator));
    List<Offset> offsets = offsets();
    settle(reasons, offsets, gates);
    return new Score(
        value(),
        hard,
        reasons.stream().filter(line -> line.points() != 0).toList(),
        offsets.stream().filter(line -> line.points() != 0).toList(),
        gates.stream().filter(line -> line.points() != 0).toList(),
        families.streams(),
        reasons.stream().filter(line -> line.points() == 0).toList(),
        offsets.stream().filter(line -> line.points() == 0).toList(),
        held);
  }

  private List<Offset> offsets() {
    List<Offset> offsets = new ArrayList<>();
    for (ScoredEntry one : benign.values()) {
      double full = one.scoring().points();
      offsets.add(
          new Offset(
              one.scoring().indicator(),
              one.entry().ruleId(),
              ScoreTenths.round(full * applied / offset),
              full));
    }
    offsets.sort(Comparator.comparingDouble(Offset::points).thenComparing(Offset::indicator));
    return offsets;
  }

  /** Gives what rounding leaves to the largest reason, so that the sum holds exactly. */
  private void settle(List<Reason> reasons, List<Offset> offsets, List<Gate> gates) {
    if (reasons.isEmpty()) {
      return;
    }
    double sum = reasons.stream().mapToDouble(Reason::points).sum();
    sum += offsets.stream().mapToDouble(Offset::points).sum();
    sum += gates.stream().mapToDouble(Gate::points).sum();
    Reason largest = reasons.get(0);
    reasons.set(0, largest.with(ScoreTenths.round(largest.points() + value() - sum)));
  }
}
