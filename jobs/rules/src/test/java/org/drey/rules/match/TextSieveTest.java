package org.drey.rules.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.drey.rules.match.TextTest.Part;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.match.TextTest.SameText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text that has a literal is stopped, and most of those that have none. */
class TextSieveTest {
  private static final int TEXTS = 2_000;
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCKS0123456789.-_ @[`{\u212A\u017F\u00FC";

  /** Few have grams of two letters, many of three. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20, 300, 5_000})
  void aTextThatHasALiteralMayHaveOne(int literals) {
    Random random = new Random(literals);
    List<String> texts = new ArrayList<>();
    List<SlotLiteral> sought = new ArrayList<>();
    for (int i = 0; i < literals; i++) {
      texts.add(text(random, 4 + random.nextInt(9)));
      sought.add(literal(random, texts.get(i)));
    }
    TextSieve sieve = TextSieve.of(sought);
    assertNotNull(sieve);
    int has = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = around(random, texts.get(random.nextInt(literals)));
      boolean hasOne = sought.stream().anyMatch(literal -> has(text, literal));
      assertTrue(sieve.mayHave(text) || !hasOne, () -> text + " has one of " + sought);
      has += hasOne ? 1 : 0;
    }
    assertTrue(has > TEXTS / 5, has + " have one");
  }

  private static SlotLiteral literal(Random random, String text) {
    return switch (random.nextInt(4)) {
      case 0 -> SlotLiteral.text(0, text);
      case 1 -> SlotLiteral.part(0, Place.START, text);
      case 2 -> SlotLiteral.part(0, Place.END, text);
      default -> SlotLiteral.part(0, Place.ANYWHERE, text);
    };
  }

  private static boolean has(String text, SlotLiteral literal) {
    String value = (String) literal.value();
    return literal.place() == null
        ? new SameText(value, false).test(text)
        : new Part(value, literal.place(), false).test(text);
  }

  /** The text in another case, often with more before or after it. */
  private static String around(Random random, String text) {
    String before = text(random, random.nextInt(3) * random.nextInt(4));
    String after = text(random, random.nextInt(3) * random.nextInt(4));
    StringBuilder all = new StringBuilder(before + text + after);
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      all.setCharAt(i, random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return all.toString();
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 10_000})
  void nearlyAllTextsWithoutALiteralAreStopped(int literals) {
    Random random = new Random(3);
    List<SlotLiteral> sought =
        IntStream.range(0, literals).mapToObj(i -> literal(random, word(random, 8))).toList();
    TextSieve sieve = TextSieve.of(sought);
    assertNotNull(sieve);
    long passed = IntStream.range(0, TEXTS).filter(i -> sieve.mayHave(word(random, 20))).count();
    assertTrue(passed < TEXTS / 20, passed + " of " + TEXTS);
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    random.ints(length, 'a', 'z' + 1).forEach(word::appendCodePoint);
    return word.toString();
  }

  @Test
  void whereATextBeginsAndEndsCounts() {
    TextSieve begins = sieve(SlotLiteral.part(0, Place.START, "abc"));
    assertEquals(List.of(true, true, false, false), may(begins, "abc", "ABCxy", "xabc", "ab"));
    TextSieve ends = sieve(SlotLiteral.part(0, Place.END, "abc"));
    assertEquals(List.of(true, true, false, false), may(ends, "abc", "xyABC", "abcx", "bc"));
    TextSieve whole = sieve(SlotLiteral.text(0, "abc"));
    assertEquals(List.of(true, false, false, false), may(whole, "Abc", "abcx", "xabc", ""));
  }

  private static TextSieve sieve(SlotLiteral literal) {
    TextSieve sieve = TextSieve.of(List.of(literal));
    assertNotNull(sieve);
    return sieve;
  }

  private static List<Boolean> may(TextSieve sieve, String... texts) {
    return List.of(texts).stream().map(sieve::mayHave).toList();
  }

  @Test
  void lettersBeyondAsciiMayBeAnything() {
    TextSieve sieve = sieve(SlotLiteral.part(0, Place.ANYWHERE, "kelvin"));
    assertTrue(sieve.mayHave("\u212Aelvin"));
    assertTrue(sieve.mayHave("\u00FC"));
    assertFalse(sieve.mayHave("celsius"));
    TextSieve beyond = sieve(SlotLiteral.part(0, Place.ANYWHERE, "f\u00FCr"));
    assertTrue(beyond.mayHave("F\u00DCR"));
    assertFalse(beyond.mayHave("fur"), "a literal that no text of ASCII has");
  }

  @Test
  void literalsThatDistinguishNothingHaveNoSieve() {
    assertNull(TextSieve.of(List.of(SlotLiteral.part(0, Place.ANYWHERE, "."))));
    List<SlotLiteral> pairs = new ArrayList<>();
    for (char a = 'a'; a <= 'z'; a++) {
      for (char b = 'a'; b <= 'z'; b++) {
        pairs.add(SlotLiteral.part(0, Place.ANYWHERE, "" + a + b));
      }
    }
    assertNull(TextSieve.of(pairs));
  }
}
