package org.drey.rules.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts by which a pattern is filed, and the size that it is refused for. */
class RegexOutlineTest {
  private static final String[] PIECES = {
    "a",
    "b",
    "ab",
    "(a|b)",
    "(?:ab|ba)+",
    "a?",
    "b*",
    "[ab]",
    "[^]a]",
    "[[:a]",
    "[+-[:]",
    "[[:digit:]a]",
    ".",
    "\\.",
    "\\d",
    "^",
    "$",
    "a{2}",
    "(b){0,2}",
    "(?i)",
    "(?P<n>a)",
    "\\Qa.\\E",
    "\\x61",
    "\\141",
    "|",
    "a{1,}",
    "{",
    "[[:alpha:]]",
    "(a|)",
    "b+?",
    "\\pL",
    "ü"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "abc ~ [[abc]]",
        "ab+c ~ [[ab], [c]]",
        "ab?c ~ [[a], [c]]",
        "ab{0}c ~ [[a], [c]]",
        "ab{2}c ~ [[ab], [c]]",
        "a{x ~ [[a], [x]]",
        "a.c ~ [[a], [c]]",
        "a\\.c\\d ~ [[a.c]]",
        "(ab|cd)e ~ [[ab, cd], [e]]",
        "(ab|.)e ~ [[e]]",
        "(ab)*e ~ [[e]]",
        "ab|cd ~ [[ab, cd]]",
        "ab|c* ~ []",
        "(?i)ab ~ [[ab]]",
        "[ab]c[^]d] ~ [[c]]",
        "[[:alpha:]]a ~ [[a]]",
        "\\101b ~ [[b]]",
        "\\x{41}b\\x41c ~ [[b], [c]]",
        "\\p{Greek}b\\pLc ~ [[b], [c]]",
        "\\Qa.b\\Ec ~ [[c]]",
        "^a$ ~ [[a]]",
        "ä ~ []",
        ".* ~ []",
      })
  void whatMatchesHasOneOfEach(String pattern, String keys) {
    assertEquals(keys, RegexOutline.of(pattern).keys().toString());
  }

  @Test
  void ofRandomPatternsToo() {
    Random random = new Random(11);
    int matched = 0;
    for (int i = 0; i < 4000; i++) {
      String text = letters(random);
      String source = pattern(random);
      RegexOutline outline = RegexOutline.of(source);
      Pattern pattern;
      try {
        pattern = Pattern.compile(source, random.nextInt(2));
      } catch (PatternSyntaxException e) {
        continue;
      }
      assertTrue(pattern.programSize() <= outline.size() + 5, source);
      if (pattern.matcher(text).find()) {
        matched++;
        String folded = CaseFolding.chars(text);
        outline
            .keys()
            .forEach(
                any -> assertTrue(any.stream().anyMatch(folded::contains), source + " in " + text));
      }
    }
    assertTrue(matched > 1000, "matched " + matched);
  }

  private static String letters(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 3 + random.nextInt(9); i > 0; i--) {
      text.append("abAB.1ü]{".charAt(random.nextInt(9)));
    }
    return text.toString();
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      pattern.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return pattern.toString();
  }

  @Test
  void repetitionsAreWrittenOut() {
    assertEquals(false, RegexOutline.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}").isTooLarge());
    assertEquals(false, RegexOutline.of("a".repeat(400)).isTooLarge());
    assertTrue(RegexOutline.of("a".repeat(501)).isTooLarge());
    assertTrue(RegexOutline.of("(a{30}){30}").isTooLarge());
    assertTrue(RegexOutline.of("[[:a]((x{1000}){1000}){1000}").isTooLarge());
    assertTrue(RegexOutline.of("[+-[:]((x{1000}){1000}){1000}").isTooLarge());
    assertTrue(RegexOutline.of("a{99999999999}").isTooLarge());
  }
}
