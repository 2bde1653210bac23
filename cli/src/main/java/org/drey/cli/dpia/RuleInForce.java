package org.drey.cli.dpia;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.drey.rules.catalogue.FieldsRead;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.catalogue.IndicatorRow;
import org.drey.rules.catalogue.SourceReference;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/**
 * A rule that scores.
 *
 * @param id of the document
 * @param version of the document
 * @param title what it detects
 * @param indicator that it shows
 * @param track on which it counts, which says about whom
 * @param live whether it counts for alerts; else for shadow alerts alone
 * @param points at full strength; below zero for what speaks against
 * @param window in which events are counted; empty for a rule over single events
 * @param kept how long an event may stay in its state
 * @param halfLife after which half of its evidence counts; zero where it does not fade
 * @param reads the fields of streams that it reads, itself or through those below
 * @param lookAlikes who else looks like this, as the rule says
 * @param sources what its indicator rests on
 */
record RuleInForce(
    String id,
    String version,
    String title,
    String indicator,
    String track,
    boolean live,
    double points,
    String window,
    Duration kept,
    Duration halfLife,
    List<String> reads,
    List<String> lookAlikes,
    List<String> sources) {

  /** Returns the rules that score, by indicator. */
  static List<RuleInForce> all(RuleSet rules) {
    IndicatorCatalogue catalogue = IndicatorCatalogue.of(rules);
    List<RuleInForce> all = new ArrayList<>();
    for (IndicatorRow row : catalogue.rows()) {
      for (RuleHead head : rules.heads()) {
        ScoringPart scoring = head.scoring();
        if (scoring != null && scoring.indicator().equals(row.id())) {
          all.add(of(rules, head, scoring, row));
        }
      }
    }
    return List.copyOf(all);
  }

  private static RuleInForce of(
      RuleSet rules, RuleHead head, ScoringPart scoring, IndicatorRow row) {
    boolean isSingle = rules.isDetection(head.index());
    CorrelationRule counted = isSingle ? null : rules.correlation(head.index());
    return new RuleInForce(
        head.id(),
        head.version(),
        head.title(),
        scoring.indicator(),
        scoring.track().name().toLowerCase(Locale.ROOT),
        head.live(),
        scoring.points(),
        counted == null ? "" : counted.window(),
        counted == null ? Duration.ZERO : Duration.ofMillis(counted.retentionMillis()),
        Duration.ofMillis(scoring.halfLifeMillis()),
        List.copyOf(FieldsRead.of(rules, head.index())),
        head.text().lookAlikes(),
        List.copyOf(new TreeSet<>(row.sources().stream().map(SourceReference::document).toList())));
  }
}
