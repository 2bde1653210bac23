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

  @Test
  void whatIsTooLongForANameIsNotCompared() {
    String longest = "a".repeat(200);
    assertEquals(
        " (did you mean '" + longest + "'?)",
        NameSuggestions.didYouMean("a".repeat(199), List.of(longest)));
    String longer = "a".repeat(400_000);
    assertEquals("", NameSuggestions.didYouMean(longer + "b", List.of(longer)));
    assertEquals("", NameSuggestions.didYouMean(longest, List.of(longest + "a")));
  }
}
