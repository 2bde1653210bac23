package org.drey.blocklist.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  private static final int PUBLIC_TESTS = 77;
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
    assertEquals("line 3 is no rule of a public suffix list", e.getMessage());
  }

  @Test
  void aListWithoutRulesIsRefused(@TempDir Path folder) throws IOException {
    assertThrows(IOException.class, () -> parse(""));
    assertThrows(IOException.class, () -> parse("// VERSION: 2026-01-01\n\n"));
    Path file = Files.write(folder.resolve("binary.dat"), new byte[] {'a', '\n', (byte) 0xFF});
    IOException e = assertThrows(IOException.class, () -> PublicSuffixes.read(file));
    assertEquals(file + ": line 2 is no rule of a public suffix list", e.getMessage());
  }

  @Test
  void isKnownByItsChecksum() {
    assertEquals(read("a\n").checksum(), read("a\n").checksum());
    assertFalse(read("a\n").checksum().equals(read("b\n").checksum()));
    assertEquals(64, BUNDLED.checksum().length());
  }

  @Test
  void syntheticNamesFallUnderTheDefaultRule() {
    assertEquals("example", BUNDLED.publicSuffix("a.b.example"));
    assertEquals("b.test", BUNDLED.registeredDomain("a.b.test"));
  }

  @Test
  void agreesWithTheLibraryOnEveryRuleItShips() throws IOException {
    PublicSuffixes theirList = parse(libraryList());
    int compared = 0;
    for (String rule : rules(libraryList())) {
      String base = rule.startsWith("*.") ? rule.substring(2) : rule.replace("!", "");
      for (String front : List.of("", "a.", "b.a.", "c.b.a.")) {
        String name = CanonicalName.of(front + base);
        String theirs = EffectiveTldFinder.getAssignedDomain(name, true, false);
        assertEquals(theirs, theirList.registeredDomain(front + base), name);
        compared++;
      }
    }
    assertTrue(compared > 30_000, "compared " + compared);
  }

  /** The list's own tests, all but that of no name at all; see the README beside them. */
  @Test
  void passesThePublicTests() throws IOException {
    Pattern line = Pattern.compile("(?m)^checkPublicSuffix\\('([^']*)', (?:null|'([^']*)')\\);");
    Matcher tests = line.matcher(resource("/psl/test_psl.txt"));
    int passed = 0;
    while (tests.find()) {
      String expected = tests.group(2) == null ? null : CanonicalName.of(tests.group(2));
      assertEquals(expected, BUNDLED.registeredDomain(tests.group(1)), tests.group(1));
      passed++;
    }
    assertEquals(PUBLIC_TESTS, passed);
  }

  @Test
  void readsAFileWithAByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("list.dat"), "\uFEFF" + RULES);
    assertEquals("2026-01-01", PublicSuffixes.read(file).version());
    assertEquals("a.co.test", PublicSuffixes.read(file).registeredDomain("b.a.co.test"));
  }

  /** {@code NamesAttack} of module {@code attack} draws others, by the million. */
  @Test
  void anyTextIsTaken() {
    Random random = new Random(11);
    for (int i = 0; i < 8_000; i++) {
      String text = Junk.text(random);
      String suffix = BUNDLED.publicSuffix(text);
      String registered = BUNDLED.registeredDomain(text);
      assertEquals(CanonicalName.of(text) == null, suffix == null);
      assertFalse(registered != null && !registered.endsWith("." + suffix));
    }
  }

  private static String libraryList() throws IOException {
    return resource(EffectiveTldFinder.ETLD_DATA);
  }

  private static List<String> rules(String list) {
    return list.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("//"))
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = EffectiveTldFinder.class.getResourceAsStream(name)) {
      assertNotNull(in);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
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
