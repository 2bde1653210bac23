package org.drey.blocklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {
  private static final String RULES =
      """
      // VERSION: 2026-01-01
      test
      co.test   trailing words are no part of a rule
      *.wild.test
      !free.wild.test

      // ===BEGIN PRIVATE DOMAINS===
      pages.example
      bücher.test
      """;
  private static final PublicSuffixes BUNDLED = PublicSuffixes.bundled();

  private final PublicSuffixes suffixes = read(RULES);

  @ParameterizedTest
  @CsvSource({
    "a.test, test, a.test",
    "b.a.test, test, a.test",
    "B.A.Test., test, a.test",
    "a.co.test, co.test, a.co.test",
    "b.a.co.test, co.test, a.co.test",
    "notco.test, test, notco.test",
    "b.a.wild.test, a.wild.test, b.a.wild.test",
    "c.b.a.wild.test, a.wild.test, b.a.wild.test",
    "x.free.wild.test, wild.test, free.wild.test",
    "free.wild.test, wild.test, free.wild.test",
    "wild.test, test, wild.test",
    "user.pages.example, pages.example, user.pages.example",
    "a.bücher.test, xn--bcher-kva.test, a.xn--bcher-kva.test",
    "a.b.example, example, b.example",
    "a.b.invalid, invalid, b.invalid"
  })
  void findsSuffixAndRegisteredDomain(String name, String suffix, String registered) {
    assertEquals(suffix, suffixes.publicSuffix(name));
    assertEquals(registered, suffixes.registeredDomain(name));
  }

  @ParameterizedTest
  @CsvSource({"test", "co.test", "a.wild.test", "pages.example", "invalid", "localhost"})
  void aPublicSuffixHasNoRegisteredDomain(String name) {
    assertEquals(name, suffixes.publicSuffix(name));
    assertNull(suffixes.registeredDomain(name));
  }

  @ParameterizedTest
  @CsvSource({"''", "192.0.2.1", "[2001:db8::1]", "a..test", "a b.test"})
  void textThatIsNoNameHasNeither(String text) {
    assertNull(suffixes.publicSuffix(text));
    assertNull(suffixes.registeredDomain(text));
  }

  @Test
  void aRegisteredDomainIsReturnedItself() {
    String name = "a.co.test";
    assertSame(name, suffixes.registeredDomain(name));
  }

  @Test
  void knowsItsDate() {
    assertEquals("2026-01-01", suffixes.version());
    assertTrue(BUNDLED.version().matches("20\\d\\d-\\d\\d-\\d\\d.*"), BUNDLED.version());
    assertEquals("unknown", read("test\n").version());
  }

  @Test
  void aBrokenRuleFailsTheReadWithItsLine() {
    IOException e = assertThrows(IOException.class, () -> parse("test\n\nfoo.*.test\n"));
    assertEquals("public suffix list, line 3: not a rule", e.getMessage());
  }

  @Test
  void syntheticNamesFallUnderTheDefaultRule() {
    assertEquals("example", BUNDLED.publicSuffix("a.b.example"));
    assertEquals("b.test", BUNDLED.registeredDomain("a.b.test"));
  }

  @Test
  void agreesWithTheLibraryOnEveryRuleItShips() throws IOException {
    int compared = 0;
    for (String rule : shippedRules()) {
      String base = rule.startsWith("*.") ? rule.substring(2) : rule.replace("!", "");
      for (String front : List.of("", "a.", "b.a.", "c.b.a.")) {
        String name = CanonicalName.of(front + base);
        String theirs = EffectiveTldFinder.getAssignedDomain(name, true, false);
        assertEquals(theirs, BUNDLED.registeredDomain(front + base), name);
        compared++;
      }
    }
    assertTrue(compared > 30_000, "compared " + compared);
  }

  @Test
  void anyTextIsTaken() {
    Random random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      String text = CanonicalNameTest.junk(random);
      String suffix = BUNDLED.publicSuffix(text);
      String registered = BUNDLED.registeredDomain(text);
      assertEquals(CanonicalName.of(text) == null, suffix == null);
      assertFalse(registered != null && !registered.endsWith("." + suffix));
    }
  }

  private static List<String> shippedRules() throws IOException {
    List<String> rules = new ArrayList<>();
    try (InputStream in =
        EffectiveTldFinder.class.getResourceAsStream(EffectiveTldFinder.ETLD_DATA)) {
      assertTrue(in != null);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("//"))
          .forEach(line -> rules.add(line.strip().toLowerCase(Locale.ROOT)));
    }
    return rules;
  }

  private static PublicSuffixes parse(String text) throws IOException {
    return PublicSuffixes.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static PublicSuffixes read(String text) {
    try {
      return parse(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
