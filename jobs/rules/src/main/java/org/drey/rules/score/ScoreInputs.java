package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.Score.Gate;
import org.drey.rules.score.Score.Offset;
import org.drey.rules.score.Score.PointSteps;
import org.drey.rules.score.Score.Reason;
import org.jspecify.annotations.Nullable;

/**
 * All that a score is computed from. The fold makes it of a ledger, a reader of alerts of a record;
 * to ask what a score would be if something were otherwise, change it and compute again.
 *
 * @param time of the score, milliseconds since 1970
 * @param track that is scored
 * @param entries those that count at the time, benign ones among them
 * @param held whether the same entity has a recent finding on the track that holds this one
 * @param lifted ids of gates that do not apply; the jobs lift none
 */
public record ScoreInputs(
    long time, AlertTrack track, List<ScoredEntry> entries, boolean held, Set<String> lifted) {

  /** Returns what of some entries counts at a time, with all gates. */
  public static ScoreInputs of(
      long time, AlertTrack track, List<ScoredEntry> entries, boolean held) {
    List<ScoredEntry> counting =
        entries.stream()
            .filter(one -> ScoredEntry.counts(one.entry(), one.scoring(), time))
            .toList();
    return new ScoreInputs(time, track, counting, held, Set.of());
  }

  /** Returns the score and what it is made of. */
  public Score score() {
    return new ScoreSum(this).score();
  }

  /** Returns the score alone. */
  public double value() {
    return new ScoreSum(this).value();
  }

  /** Returns the same with one more entry. */
  public ScoreInputs with(ScoredEntry one) {
    List<ScoredEntry> more = new ArrayList<>(entries);
    more.add(one);
    return new ScoreInputs(time, track, more, held, lifted);
  }

  /** Returns the same with one more finding like the newest of a reason, at its time. */
  public ScoreInputs again(Score.Reason reason) {
    LedgerEntry more = reason.entry().foundAt(time);
    return with(new ScoredEntry(more, reason.scoring(), reason.sources()));
  }

  /** Returns the same without a gate. */
  public ScoreInputs lifting(String gate) {
    Set<String> more = new HashSet<>(lifted);
    more.add(gate);
    return new ScoreInputs(time, track, entries, held, more);
  }

  /**
   * The score's arithmetic. Families add as log-odds points: 10 points double the odds; benign
   * evidence lowers what is soft, and a gate holds down what is narrow.
   */
  private static final class ScoreSum {
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

  /**
   * The evidence of an entity at one time: within an indicator it adds by noisy-OR with exponential
   * decay, within a family it is damped and capped.
   */
  static final class FamilyEvidence {
    /** Factor of an indicator, of the one before it in its family. */
    private static final double DAMPING = 0.6;

    /** A family counts towards the gates from this many points. */
    private static final double COUNTS_FROM = 4;

    private final Map<String, Family> byName = new TreeMap<>();

    /** An indicator's evidence. */
    private static final class Evidence {
      private final ScoringPart scoring;
      private final List<LedgerEntry> entries = new ArrayList<>();
      private final TreeSet<String> sources = new TreeSet<>();
      private double fresh;
      private double mass;
      private double damping;

      private Evidence(ScoringPart scoring) {
        this.scoring = scoring;
      }

      private double undamped() {
        return scoring.points() * -Math.expm1(-mass);
      }

      private Reason reason(double capped) {
        double most = scoring.points();
        PointSteps steps =
            new PointSteps(most, most * -Math.expm1(-fresh), undamped(), damping, capped);
        entries.sort(ScoredEntry.NEWEST_FIRST);
        return new Reason(
            scoring, List.copyOf(sources), ScoreTenths.round(steps.points()), steps, entries);
      }
    }

    /** A family and its indicators, the strongest first. */
    static final class Family {
      private final Map<String, Evidence> evidence = new TreeMap<>();
      private final double cap;
      private boolean hard;
      private double damped;

      private Family(double cap) {
        this.cap = cap;
      }

      double points() {
        return Math.min(cap, damped);
      }

      private boolean counts() {
        return ScoreTenths.reaches(points(), COUNTS_FROM);
      }

      private void add(ScoredEntry one, long time) {
        ScoringPart scoring = one.scoring();
        Evidence of = evidence.computeIfAbsent(scoring.indicator(), i -> new Evidence(scoring));
        of.entries.add(one.entry());
        of.sources.addAll(one.sources());
        of.fresh += one.fresh();
        of.mass += one.mass(time);
        hard |= scoring.hard();
      }

      private void damp() {
        List<Evidence> strongest = new ArrayList<>(evidence.values()); // equals by their ids
        strongest.sort(
            Comparator.comparingDouble((Evidence one) -> -ScoreTenths.comparable(one.undamped())));
        double factor = 1;
        for (Evidence one : strongest) {
          one.damping = factor;
          damped += one.undamped() * factor;
          factor *= DAMPING;
        }
      }
    }

    /** Sums up what adds points. */
    static FamilyEvidence of(ScoreInputs inputs) {
      FamilyEvidence families = new FamilyEvidence();
      for (ScoredEntry one : inputs.entries()) {
        if (!one.scoring().isBenign()) {
          ScoringPart.Family named =
              Objects.requireNonNull(one.scoring().family(), "what adds points has a family");
          families
              .byName
              .computeIfAbsent(named.name(), name -> new Family(named.cap()))
              .add(one, inputs.time());
        }
      }
      families.byName.values().forEach(Family::damp);
      return families;
    }

    /** Returns what each indicator brings. */
    List<Reason> reasons() {
      List<Reason> reasons = new ArrayList<>();
      for (Family family : byName.values()) {
        double capped = family.damped == 0 ? 1 : family.points() / family.damped;
        family.evidence.values().forEach(one -> reasons.add(one.reason(capped)));
      }
      return reasons;
    }

    double points(boolean hard) {
      return byName.values().stream()
          .filter(family -> family.hard == hard)
          .mapToDouble(Family::points)
          .sum();
    }

    long counted() {
      return byName.values().stream().filter(Family::counts).count();
    }

    /** The log sources of the families that count, sorted. */
    List<String> streams() {
      TreeSet<String> streams = new TreeSet<>();
      byName.values().stream()
          .filter(Family::counts)
          .forEach(family -> family.evidence.values().forEach(one -> streams.addAll(one.sources)));
      return List.copyOf(streams);
    }

    /** The family of a name, or null if it has no evidence. */
    @Nullable Family get(String name) {
      return byName.get(name);
    }
  }
}
