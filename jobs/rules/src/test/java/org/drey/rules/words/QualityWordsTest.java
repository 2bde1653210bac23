package org.drey.rules.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How much a finding counts, in words. */
class QualityWordsTest {
  @Test
  void aHalfIsAWordAndOtherSharesAreNumbers() {
    assertEquals("counts half", QualityWords.of(0.5, List.of()));
    assertEquals("counts 0.40 of its strength", QualityWords.of(0.4, List.of()));
    assertEquals("counts in full", QualityWords.of(1, List.of()));
  }

  @Test
  void theSentencesOfItsCaveatsFollow() {
    assertEquals(
        "counts half: nobody assured that the host is a child",
        QualityWords.of(0.5, List.of("Nobody assured that the host is a child.")));
    assertEquals(
        "counts 0.40 of its strength: an old lead; KYC is missing",
        QualityWords.of(0.4, List.of("An old lead.", "KYC is missing")));
  }
}
