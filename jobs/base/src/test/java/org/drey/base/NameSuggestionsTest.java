package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NameSuggestionsTest {
  private static final List<String> KNOWN = List.of("rate", "day", "lateness", "late");

  @Test
  void theNearestIsMeant() {
    assertEquals(" (did you mean 'lateness'?)", NameSuggestions.didYouMean("latenes", KNOWN));
    assertEquals(" (did you mean 'late'?)", NameSuggestions.didYouMean("lates", KNOWN));
    assertEquals("", NameSuggestions.didYouMean("currency", KNOWN));
    assertEquals("", NameSuggestions.didYouMean("rate", List.of()));
  }

  @Test
  void ofTwoAsNearTheFirstByName() {
    assertEquals(" (did you mean 'ab'?)", NameSuggestions.didYouMean("aa", List.of("ac", "ab")));
  }
}
