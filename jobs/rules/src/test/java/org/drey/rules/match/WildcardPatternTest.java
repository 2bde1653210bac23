package org.drey.rules.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardPatternTest {
  private static final int CASES = 20_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "\"\"        ~ \"\"      ~ true",
        "\"\"        ~ a         ~ false",
        "*           ~ \"\"      ~ true",
        "*           ~ anything  ~ true",
        "?           ~ \"\"      ~ false",
        "?           ~ a         ~ true",
        "?           ~ ab        ~ false",
        "a*c         ~ abbc      ~ true",
        "a*c         ~ ac        ~ true",
        "a*c         ~ abcd      ~ false",
        "*a*b        ~ xaxbxab   ~ true",
        "a**b        ~ ab        ~ true",
        "a?*b        ~ ab        ~ false",
        "a?*b        ~ axb       ~ true",
        "\\*         ~ *         ~ true",
        "\\*         ~ a         ~ false",
        "\\?         ~ ?         ~ true",
        "\\?         ~ a         ~ false",
        "a\\b        ~ a\\b      ~ true",
        "a\\\\b      ~ a\\b      ~ true",
        "\\\\*       ~ \\abc     ~ true",
        "\\\\*       ~ abc       ~ false",
        "\\\\\\*     ~ \\*       ~ true",
        "\\\\\\*     ~ \\a       ~ false",
        "a\\         ~ a\\       ~ true",
        "a*\\        ~ ab\\      ~ true",
      })
  void aPattern(String pattern, String text, boolean expected) {
    assertEquals(expected, WildcardPattern.parse(pattern).matches(text, true));
  }

  @Test
  void agreesWithRegularExpressions() {
    Random random = new Random(7);
    for (int i = 0; i < CASES; i++) {
      String pattern = text(random, "aAbB*?\\.", 8);
      String text = text(random, "aAbB*?\\.", 10);
      boolean cased = random.nextBoolean();
      boolean expected = regex(pattern, cased).matcher(text).matches();
      assertEquals(
          expected,
          WildcardPattern.parse(pattern).matches(text, cased),
          () -> "pattern " + pattern + ", text " + text + ", cased " + cased);
    }
  }

  @Test
  void containsAgreesWithRegularExpressions() {
    Random random = new Random(8);
    for (int i = 0; i < CASES; i++) {
      String pattern = text(random, "ab*?", 4);
      String text = text(random, "ab", 10);
      boolean before = random.nextBoolean();
      boolean after = random.nextBoolean();
      Pattern regex =
          Pattern.compile((before ? ".*" : "") + regex(pattern, true) + (after ? ".*" : ""));
      assertEquals(
          regex.matcher(text).matches(),
          WildcardPattern.parse(pattern).open(before, after).matches(text, true),
          () -> "pattern " + pattern + ", text " + text);
    }
  }

  @Test
  void manyStarsDoNotTakeExponentialTime() {
    WildcardPattern pattern = WildcardPattern.parse("*a".repeat(200) + "b");
    String text = "a".repeat(5_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertEquals(false, pattern.matches(text, false)));
  }

  private static Pattern regex(String pattern, boolean cased) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : ' ';
      if (c == '\\' && (next == '*' || next == '?' || next == '\\')) {
        regex.append(Pattern.quote(String.valueOf(next)));
        i++;
      } else if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), cased ? 0 : Pattern.CASE_INSENSITIVE);
  }

  private static String text(Random random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most + 1); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
