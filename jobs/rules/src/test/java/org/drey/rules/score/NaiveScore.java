package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/** The score as scoring.md writes it, line by line. */
final class NaiveScore {
  /** What doubles add to a sum that is meant to be exact. */
  private static final double NOISE = 1e-9;

  private NaiveScore() {}

  /**
   * What it comes to, what of it is hard before gates, and which log sources counted families have.
   */
  record Parts(double value, double hard, Set<String> streams) {}

  static double at(
      long t,
      AlertTrack track,
      List<LedgerEntry> entries,
      List<LedgerEntry> victim,
      RuleSet rules) {
    return parts(t, track, entries, victim, rules).value();
  }

  static Parts parts(
      long t,
      AlertTrack track,
      List<LedgerEntry> entries,
      List<LedgerEntry> victim,
      RuleSet rules) {
    Map<String, Double> y = new HashMap<>();
    Map<String, ScoringPart> scorings = new HashMap<>();
    Map<String, Set<String>> sources = new HashMap<>();
    Map<String, Double> benign = new HashMap<>();
    for (LedgerEntry entry : entries) {
      RuleHead rule = rules.byId(entry.ruleId());
      ScoringPart scoring = rule.scoring();
      long age = t - entry.time();
      if (age < 0) {
        continue;
      }
      if (scoring.points() < 0) {
        if (age < 180 * Evidence.DAY) {
          benign.put(scoring.indicator(), scoring.points());
        }
      } else if (age <= 10 * scoring.halfLifeMillis()) {
        double mass =
            -Math.log(1 - entry.strength()) * Math.pow(2, -(double) age / scoring.halfLifeMillis());
        y.merge(scoring.indicator(), mass, Double::sum);
        scorings.put(scoring.indicator(), scoring);
        sources
            .computeIfAbsent(scoring.family().name(), f -> new HashSet<>())
            .addAll(rule.sources());
      }
    }
    Map<String, List<Double>> families = new HashMap<>();
    Set<String> hardFamilies = new HashSet<>();
    scorings.forEach(
        (indicator, scoring) -> {
          double c = scoring.points() * (1 - Math.exp(-y.get(indicator)));
          families.computeIfAbsent(scoring.family().name(), f -> new ArrayList<>()).add(c);
          if (scoring.hard()) {
            hardFamilies.add(scoring.family().name());
          }
        });
    double soft = 0;
    double hard = 0;
    int n = 0;
    Set<String> streams = new TreeSet<>();
    for (Map.Entry<String, List<Double>> family : families.entrySet()) {
      double sum = 0;
      int j = 0;
      family.getValue().sort(Comparator.reverseOrder());
      for (double c : family.getValue()) {
        sum += c * Math.pow(0.6, j++);
      }
      double capped = Math.min(FamilyCaps.CATALOGUE.points().get(family.getKey()), sum);
      if (hardFamilies.contains(family.getKey())) {
        hard += capped;
      } else {
        soft += capped;
      }
      if (capped >= 4 - NOISE) {
        n++;
        streams.addAll(sources.get(family.getKey()));
      }
    }
    double offset = Math.max(-36, benign.values().stream().mapToDouble(Double::doubleValue).sum());
    double raw = soft - Math.min(-offset, soft) + hard;
    boolean held =
        victim.stream()
            .filter(entry -> rules.byId(entry.ruleId()).scoring().points() > 0)
            .map(entry -> t - entry.time())
            .anyMatch(age -> age >= 0 && age <= 30 * Evidence.DAY);
    double limit = hard < 4 - NOISE ? limit(track, n, streams, held) : 100;
    double value = Math.floor(Math.min(raw, limit) * 10 + 0.5 + NOISE) / 10;
    return new Parts(value, hard, streams);
  }

  private static double limit(AlertTrack track, int n, Set<String> streams, boolean victim) {
    boolean sextortion = track == AlertTrack.VICTIM || track == AlertTrack.RECEIVER;
    double limit = 100;
    if (n < 2) {
      limit = Math.min(limit, track == AlertTrack.ENTITY ? 69 : sextortion ? 49 : 29);
    }
    if (streams.equals(Set.of("DNS"))) {
      limit = Math.min(limit, 29);
    }
    if (n >= 2 && streams.size() == 1 && !sextortion && track != AlertTrack.ENTITY) {
      limit = Math.min(limit, n == 2 ? 49 : 69);
    }
    if ((track == AlertTrack.PAYER || track == AlertTrack.FACILITATOR) && victim) {
      limit = Math.min(limit, 29);
    }
    return limit;
  }
}
