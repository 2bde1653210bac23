package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.Score.PointSteps;
import org.drey.rules.score.Score.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of an entity at one time: within an indicator it adds by noisy-OR with exponential
 * decay, within a family it is damped and capped.
 */
final class FamilyEvidence {
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
