package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounding as if sums of doubles were exact. */
class TenthsTest {
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
    assertEquals(rounded, Tenths.round(value));
  }

  @Test
  void aLimitIsReachedRegardlessOfNoise() {
    assertTrue(Tenths.reaches(3.9999999999999996, 4));
    assertFalse(Tenths.reaches(3.9999999, 4));
    assertEquals(Tenths.comparable(8.000000000000002), Tenths.comparable(8));
    assertTrue(Tenths.comparable(8.00000001) > Tenths.comparable(8));
  }

  /** 17 · 0.85 is 14.45, and 1 − e^−y of 0.85 is a little less than that. */
  @Test
  void aReportOfHalfATenthIsRoundedUp() {
    RuleSet rules =
        TestRules.compile(
            Evidence.hard("EXT-04", Track.PAYER, 17).replace("strength: 0.5", "strength: 1"));
    LedgerEntry report = Evidence.of(rules, Track.PAYER, "EXT-04", 0, 0.85);
    assertEquals(14.5, new Scorer(rules).at(0, Track.PAYER, List.of(report), List.of()).value());
  }
}
