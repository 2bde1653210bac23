package org.drey.rules.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences with what was measured in their places. */
class SentencePatternTest {
  @Test
  void eachPlaceIsFilledWhereverItIs() {
    assertEquals(
        "4 people within 30 days; 3 or more, in 30 days, is unusual",
        SentencePattern.filled(
            "{observed} people within {window}; {threshold}, in {window}, is unusual",
            new ReasonMeasure(4, "gte 3", "30d")));
    assertEquals(
        "$1 stays", SentencePattern.filled("$1 stays", new ReasonMeasure(4, "gte 3", "30d")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30d|30 days",
        "1d|1 day",
        "120m|2 hours",
        "90m|90 minutes",
        "24h|24 hours",
        "1h|1 hour",
        "60m|1 hour",
        "2w|2 weeks",
        "1s|1 second",
        "soon|soon"
      })
  void aTimespanIsInWords(String written, String said) {
    assertEquals(said, new ReasonMeasure(1, "gte 1", written).windowWords());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gte 3|3 or more",
        "gt 3|more than 3",
        "lte 3|3 or fewer",
        "lt 3|fewer than 3",
        "eq 3|exactly 3",
        "neq 3|not 3",
        "gte 3, lt 9|3 or more and fewer than 9",
        "all 2|all 2"
      })
  void aThresholdIsInWords(String written, String said) {
    assertEquals(said, new ReasonMeasure(1, written, "1d").thresholdWords());
  }

  @Test
  void aNumberHasAFractionOnlyWhereItHasOne() {
    assertEquals("12", new ReasonMeasure(12, "", "").observedWords());
    assertEquals("1200000", new ReasonMeasure(1_200_000, "", "").observedWords());
    assertEquals("0.25", new ReasonMeasure(0.25, "", "").observedWords());
  }

  @Test
  void aRuleOverOneMomentOrEventHasNoTimeForPeople() {
    assertTrue(new ReasonMeasure(3, "gte 3", "30d").counts());
    assertFalse(new ReasonMeasure(2, "all 2", "1s").counts());
    assertFalse(new ReasonMeasure(1, "", "").counts());
    assertTrue(new ReasonMeasure(2, "all 2", "120m").hasWindow());
    assertFalse(new ReasonMeasure(2, "all 2", "1s").hasWindow());
    assertFalse(new ReasonMeasure(1, "", "").hasWindow());
  }
}
