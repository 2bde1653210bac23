package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of an entity at one time: within an indicator it adds by noisy-OR with exponential
 * decay, within a family it is damped and capped.
 */
final class Families {
  /** Evidence is forgotten after this many half-lives, when a thousandth of it is left. */
  static final int HALF_LIVES = 10;

  /** A family counts towards the gates from this many points. */
  private static final double COUNTS_FROM = 4;

  static final Comparator<LedgerEntry> NEWEST_FIRST =
      Comparator.comparingLong(LedgerEntry::time).reversed().thenComparing(LedgerEntry::findingId);

  private final Map<String, Family> byName = new TreeMap<>();

  /** An indicator's evidence. */
  static final class Evidence {
    final Scoring scoring;
    LedgerEntry newest;
    final List<LedgerEntry> entries = new ArrayList<>();
    private double mass;
    double points;

    Evidence(Scoring scoring, LedgerEntry first) {
      this.scoring = scoring;
      this.newest = first;
    }

    /** Ids of the newest findings, the newest first. */
    List<String> findings() {
      return entries.stream()
          .sorted(NEWEST_FIRST)
          .limit(Score.MAX_FINDINGS)
          .map(LedgerEntry::findingId)
          .toList();
    }

    private double undamped() {
      return scoring.points() * -Math.expm1(-mass);
    }
  }

  /** A family and its indicators, the strongest first. */
  static final class Family {
    final List<Evidence> evidence = new ArrayList<>();
    final TreeSet<String> streams = new TreeSet<>();
    private final double cap;
    double points;
    boolean hard;

    Family(double cap) {
      this.cap = cap;
    }

    private Evidence add(Evidence one) {
      evidence.add(one);
      return one;
    }

    boolean counts() {
      return Tenths.reaches(points, COUNTS_FROM);
    }
  }

  /** Sums up the entries not later than a time. */
  static Families at(long time, List<LedgerEntry> entries, RuleSet rules) {
    Families families = new Families();
    Map<String, Evidence> byIndicator = new TreeMap<>();
    for (LedgerEntry entry : Ledger.at(time, entries)) {
      RuleHead rule = rules.byId(entry.ruleId());
      Scoring scoring = rule == null ? null : rule.scoring();
      if (rule == null || scoring == null || scoring.isBenign() || !counts(entry, scoring, time)) {
        continue;
      }
      Scoring.Family named =
          Objects.requireNonNull(scoring.family(), "a rule that adds points has a family");
      Family family =
          families.byName.computeIfAbsent(named.name(), name -> new Family(named.cap()));
      family.hard |= scoring.hard();
      family.streams.addAll(rule.sources());
      Evidence evidence =
          byIndicator.computeIfAbsent(
              entry.indicator(), id -> family.add(new Evidence(scoring, entry)));
      evidence.entries.add(entry);
      if (entry.time() >= evidence.newest.time()) {
        evidence.newest = entry;
      }
      double age = time - entry.time();
      evidence.mass -= Math.log1p(-entry.strength()) * Math.pow(2, -age / scoring.halfLifeMillis());
    }
    families.byName.values().forEach(Families::damp);
    return families;
  }

  /** Whether an entry is there at a time and not yet forgotten. */
  static boolean counts(LedgerEntry entry, Scoring scoring, long time) {
    long age = time - entry.time();
    return entry.exists(time) && age <= HALF_LIVES * scoring.halfLifeMillis();
  }

  private static void damp(Family family) {
    family.evidence.sort(
        Comparator.comparingDouble((Evidence one) -> Tenths.comparable(one.undamped()))
            .reversed()
            .thenComparing(evidence -> evidence.scoring.indicator()));
    double factor = 1;
    double sum = 0;
    for (Evidence evidence : family.evidence) {
      evidence.points = evidence.undamped() * factor;
      sum += evidence.points;
      factor *= Score.DAMPING;
    }
    family.points = Math.min(family.cap, sum);
    for (Evidence evidence : family.evidence) {
      evidence.points = sum == 0 ? 0 : evidence.points * family.points / sum;
    }
  }

  Map<String, Family> all() {
    return byName;
  }

  double points(boolean hard) {
    return byName.values().stream()
        .filter(family -> family.hard == hard)
        .mapToDouble(family -> family.points)
        .sum();
  }

  long counted() {
    return byName.values().stream().filter(Family::counts).count();
  }

  /** The log sources of the families that count, sorted. */
  List<String> streams() {
    TreeSet<String> streams = new TreeSet<>();
    byName.values().stream().filter(Family::counts).forEach(f -> streams.addAll(f.streams));
    return List.copyOf(streams);
  }

  /** The family of a name, or null if it has no evidence. */
  @Nullable Family get(String name) {
    return byName.get(name);
  }
}
