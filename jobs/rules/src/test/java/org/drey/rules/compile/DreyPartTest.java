package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.every;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.count;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code drey} key of a rule, and what the rules of a set agree on. */
class DreyPartTest {
  private static final String SCORED =
      scored(
          "scored",
          "payer",
          "points: 10",
          "strength: 0.5",
          "half_life: 30d",
          "family: PAYNET",
          "hard: false");
  private static final String BENIGN = benign("benign", "payer", "BEN-1");

  private static String scored(String name, String track, String... lines) {
    return every(name, "payment", "subject") + TestRules.drey("X-1", track, "subject", lines);
  }

  private static String benign(String name, String track, String indicator) {
    return every(name, "payment", "subject")
        + TestRules.drey(indicator, track, "subject", "points: -10", "strength: 1");
  }

  @Test
  void aScoredRuleSaysWhatItIsWorth() {
    ScoringPart scoring = compile(SCORED + "  opens: true\n").head(0).scoring();
    assertEquals(
        new ScoringPart(
            "X-1",
            AlertTrack.PAYER,
            "subject",
            10,
            0.5,
            30 * 86_400_000L,
            new ScoringPart.Family("PAYNET", 32),
            false,
            true,
            null,
            false),
        scoring);
  }

  @Test
  void aBenignRuleHasNeitherFamilyNorHalfLife() {
    ScoringPart scoring = compile(BENIGN).head(0).scoring();
    assertTrue(scoring.isBenign());
    assertNull(scoring.family());
    assertRefused("has no half_life", BENIGN + "  half_life: 1d\n");
    assertRefused("has no family", BENIGN + "  family: PAYNET\n");
    assertRefused("has no severity", BENIGN + "  severity: 4\n");
    assertRefused("neither hard nor opens", BENIGN + "  hard: true\n");
    assertRefused("neither hard nor opens", BENIGN + "  opens: true\n");
  }

  @Test
  void anAlertHoldsAHundredIndicatorsOfATrack() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i <= 100; i++) {
      rules
          .append(i == 0 ? "" : "---\n")
          .append(every("r" + i, "payment", "subject"))
          .append(TestRules.drey("X-" + i, "payer", "subject", "points: -1", "strength: 1"));
      if (i == 99) {
        assertEquals(100, compile(rules.toString()).heads().size());
      }
    }
    assertRefused("more than 100 indicators on one track", rules.toString());
    String long129 = "I".repeat(129);
    assertRefused("the indicator has more than 128 bytes", benign("b", "payer", long129));
    compile(benign("b", "payer", "I".repeat(128)));
  }

  @Test
  void onTheVictimTrackARuleLowersOnlyIfItSaysSo() {
    String benign = benign("b", "victim", "BEN-04");
    assertRefused("only a rule with 'lowers_victim: true' may lower", benign);
    assertRefused("only a rule with", benign + "  lowers_victim: false\n");
    assertEquals(-10, compile(benign + "  lowers_victim: true\n").head(0).scoring().points());
    assertRefused("is for rules on the victim track", BENIGN + "  lowers_victim: true\n");
    assertRefused(
        "with points below zero",
        SCORED.replace("track: payer", "track: victim") + "  lowers_victim: true\n");
  }

  @Test
  void aRuleSaysHowSevereItsFindingsAre() {
    assertEquals(new ScoringPart.SeverityRule(4, Long.MAX_VALUE), severity("severity: 4"));
    assertEquals(
        new ScoringPart.SeverityRule(2, 86_400_000L), severity("severity: 2", "severity_for: 24h"));
    assertNull(severity());
  }

  private static ScoringPart.SeverityRule severity(String... lines) {
    String said = String.join("", List.of(lines).stream().map(l -> "  " + l + "\n").toList());
    return compile(SCORED + said).head(0).scoring().severity();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "points: 10       ~ pionts: 10        ~ did you mean 'points'",
        "points: 10       ~ points: many      ~ expected a number",
        "strength: 0.5    ~ strength: 0       ~ strength is over 0",
        "strength: 0.5    ~ strength: 1.01    ~ strength is over 0",
        "half_life: 30d   ~ half_life: 30     ~ is no timespan",
        "family: PAYNET   ~ family: PAYNETS   ~ did you mean 'PAYNET'",
        "family: PAYNET   ~ family: MINE      ~ 'MINE' has no cap",
        "hard: false      ~ severity: 0      ~ from 1 to 4",
        "hard: false      ~ severity: 5      ~ from 1 to 4",
        "hard: false      ~ severity: high   ~ expected a whole number",
        "hard: false      ~ severity_for: 1d ~ how long 'severity' holds, which is missing",
        "track: payer     ~ track: payers     ~ did you mean 'payer'",
        "entity: subject  ~ entity: currency  ~ has no entity of that name",
        "entity: subject  ~ entity: host      ~ has no entity of that name",
        "  points: 10     ~ # no points       ~ lacks 'points'",
        "  strength: 0.5  ~ # no strength     ~ lacks 'strength'",
        "  half_life: 30d ~ # no half-life    ~ lacks 'half_life'",
        "  family: PAYNET ~ # no family       ~ lacks 'family'",
        "  indicator: X-1 ~ # no indicator    ~ lacks 'indicator'",
      })
  void whatIsWrongIsRefused(String right, String wrong, String reason) {
    assertRefused(reason, SCORED.replace(right, wrong));
  }

  @Test
  void theEntityOfACorrelationIsOneOfItsGroupByFields() {
    String part =
        TestRules.drey(
            "X-1",
            "payer",
            "subject",
            "points: 1",
            "strength: 1",
            "half_life: 1d",
            "family: PAYNET");
    assertRefused("one of its group-by fields", PAYMENT, count("c", "payment", "payee") + part);
  }

  @Test
  void theEntityOfACorrelationNamesAnEntity() {
    String part =
        TestRules.drey(
            "X-1",
            "entity",
            "payee_country",
            "points: 1",
            "strength: 1",
            "half_life: 1d",
            "family: PAYNET");
    assertRefused("names no entity", PAYMENT, count("c", "payment", "payee_country") + part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "points: 10      ~ points: 11",
        "half_life: 30d  ~ half_life: 31d",
        "family: PAYNET  ~ family: PAYVAL",
        "hard: false     ~ severity: 4",
      })
  void documentsOfOneIndicatorAgree(String here, String there) {
    String other = SCORED.replace("scored", "other").replace(here, there);
    assertRefused("of X-1 differs from the rule 'scored'", SCORED, other);
  }

  @Test
  void documentsOfOneIndicatorMayDifferInStrengthAndTrack() {
    String other =
        SCORED
            .replace("scored", "other")
            .replace("strength: 0.5", "strength: 0.7")
            .replace("track: payer", "track: purchase");
    assertEquals(2, compile(SCORED, other).heads().size());
  }

  @Test
  void aFamilyIsHardOrSoft() {
    String other =
        SCORED
            .replace("scored", "other")
            .replace("X-1", "X-2")
            .replace("hard: false", "hard: true");
    assertRefused("'hard' in the family PAYNET differs", SCORED, other);
  }

  @Test
  void aRuleNamesTheLogSourcesItIsBuiltOn() {
    RuleSet rules =
        compile(
            PAYMENT,
            CompileTest.SESSION,
            CompileTest.temporal("t", "payment, session", "subject"),
            count("c", "t", "subject"));
    assertEquals(List.of("LIVESTREAM", "PAYMENT"), TestRules.head(rules, "c").sources());
  }

  @Test
  void scoredRulesOnTrialAreKnown() {
    assertTrue(compile(SCORED.replace("stable", "test")).hasTrials());
    assertEquals(false, compile(SCORED, PAYMENT.replace("stable", "test")).hasTrials());
  }

  @Test
  void everyFamilyOfTheCatalogueHasItsCap() {
    Map<String, Double> caps = FamilyCaps.CATALOGUE.points();
    assertEquals(24, caps.size());
    assertEquals(32, caps.get("PAYNET"));
    assertEquals(45, caps.get("SXV_RATE"));
    assertEquals(0, caps.get("NONE"));
  }
}
