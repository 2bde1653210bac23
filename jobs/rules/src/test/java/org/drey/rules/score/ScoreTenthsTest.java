package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounding as if sums of doubles were exact. */
class ScoreTenthsTest {
  @ParameterizedTest
  @CsvSource({
    "14.45,14.5",
    "14.449999999999998,14.5",
    "14.450000000000001,14.5",
    "14.4499999,14.4",
    "49.949999999999996,50.0",
    "-14.45,-14.5",
    "-0.04,0.0",
    "0,0.0"
  })
  void halfATenthIsRoundedUpRegardlessOfNoise(double value, double rounded) {
    assertEquals(rounded, ScoreTenths.round(value));
  }

  @Test
  void aLimitIsReachedRegardlessOfNoise() {
    assertTrue(ScoreTenths.reaches(3.9999999999999996, 4));
    assertFalse(ScoreTenths.reaches(3.9999999, 4));
    assertEquals(ScoreTenths.comparable(8.000000000000002), ScoreTenths.comparable(8));
    assertTrue(ScoreTenths.comparable(8.00000001) > ScoreTenths.comparable(8));
  }

  /** 17 · 0.85 is 14.45, and 1 − e^−y of 0.85 is a little less than that. */
  @Test
  void aReportOfHalfATenthIsRoundedUp() {
    RuleSet rules =
        TestRules.compile(
            Evidence.hard("EXT-04", AlertTrack.PAYER, 17).replace("strength: 0.5", "strength: 1"));
    LedgerEntry report = Evidence.of(rules, AlertTrack.PAYER, "EXT-04", 0, 0.85);
    assertEquals(
        14.5, new EntityScorer(rules).at(0, AlertTrack.PAYER, List.of(report), List.of()).value());
  }
}
