package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {
  private static final List<String> KNOWN = List.of("rate", "day", "lateness", "late");

  @Test
  void theNearestIsMeant() {
    assertEquals(" (did you mean 'lateness'?)", Suggestions.didYouMean("latenes", KNOWN));
    assertEquals(" (did you mean 'late'?)", Suggestions.didYouMean("lates", KNOWN));
    assertEquals("", Suggestions.didYouMean("currency", KNOWN));
    assertEquals("", Suggestions.didYouMean("rate", List.of()));
  }

  @Test
  void ofTwoAsNearTheFirstByName() {
    assertEquals(" (did you mean 'ab'?)", Suggestions.didYouMean("aa", List.of("ac", "ab")));
  }
}
