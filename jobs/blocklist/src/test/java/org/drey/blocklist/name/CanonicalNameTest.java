package org.drey.blocklist.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalNameTest {
  private static final String LABEL_63 = "a".repeat(63);
  private static final String NAME_253 =
      String.join(".", LABEL_63, LABEL_63, LABEL_63, "b".repeat(61));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad.example",
        "_dmarc.x.example",
        "a--b.example",
        "-edge-.example",
        "xn--fa-hia.example",
        "xn--0.example",
        "localhost",
        "1.2.0.192.in-addr.example",
        "0x1.example",
        "a!b*c.example",
        "4ever"
      })
  void canonicalNamesComeBackThemselves(String name) {
    assertSame(name, CanonicalName.of(name));
  }

  @ParameterizedTest
  @CsvSource({
    "WWW.Bad.Example, www.bad.example",
    "bad.example., bad.example",
    "BAD.EXAMPLE., bad.example",
    "XN--FA-HIA.example, xn--fa-hia.example",
    "faß.example, xn--fa-hia.example",
    "FAẞ.example, xn--fa-hia.example",
    "ςίσυφος.example, xn--kxa6ahcdmh.example",
    "bücher.example, xn--bcher-kva.example",
    "BU\u0308CHER.example, xn--bcher-kva.example",
    "ｂａｄ．ｅｘａｍｐｌｅ, bad.example",
    "bad。example。, bad.example",
    "b\u00ADad.example, bad.example",
    "例え.テスト, xn--r8jz45g.xn--zckzah",
    "=\u0338.example, xn--1ch.example"
  })
  void foldsAndMaps(String seen, String canonical) {
    assertEquals(canonical, CanonicalName.of(seen));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".bad.example",
        "bad..example",
        "bad.example..",
        "bad。。example",
        "\u00AD.example",
        "a b.example",
        "bad.example/x",
        "user@bad.example",
        "bad.example:53",
        "a%20.example",
        "a\\.example",
        "a\u0000.example",
        "a\u007F.example",
        "a\n.example",
        "a[b].example",
        "192.0.2.1",
        "192.0.2.1.",
        "192.0.2",
        "1",
        "0x7f.1",
        "a.0x",
        "a.example.12",
        "[2001:db8::1]",
        "2001:db8::1",
        "１９２.0.2.1",
        "a\uD800.example",
        "a\uFFFD.example",
        "％.example",
        "א1a.example"
      })
  void textThatIsNoNameIsNull(String text) {
    assertNull(CanonicalName.of(text));
  }

  @Test
  void limitsAreOctetsOfTheCanonicalForm() {
    assertSame(LABEL_63, CanonicalName.of(LABEL_63));
    assertNull(CanonicalName.of(LABEL_63 + "a"));
    assertNull(CanonicalName.of(LABEL_63 + "a.example"));
    assertEquals(253, NAME_253.length());
    assertSame(NAME_253, CanonicalName.of(NAME_253));
    assertEquals(NAME_253, CanonicalName.of(NAME_253 + "."));
    assertNull(CanonicalName.of(NAME_253 + "b"));
    assertNotNull(CanonicalName.of("ü".repeat(40) + ".example"));
    assertNull(CanonicalName.of("ü".repeat(63) + ".example"));
    assertNull(CanonicalName.of("\u00AD".repeat(2_000_000) + "bad.example"));
  }

  /** {@code NamesAttack} of module {@code attack} draws others, by the million. */
  @Test
  void anyTextGivesANameOrNullAndNamesAreStable() {
    Random random = new Random(20260801);
    for (int i = 0; i < 15_000; i++) {
      String text = Junk.text(random);
      String once = CanonicalName.of(text);
      if (once != null) {
        assertSame(once, CanonicalName.of(once));
        assertWellFormed(once);
      }
    }
  }

  private static void assertWellFormed(String name) {
    assertEquals(-1, firstBad(name));
    for (String label : name.split("\\.", -1)) {
      assertEquals(label.length(), Math.min(63, Math.max(1, label.length())));
    }
    assertEquals(name.length(), Math.min(253, name.length()));
  }

  private static int firstBad(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c > '~' || (c >= 'A' && c <= 'Z')) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void plainNamesHaveNoOddCharacters() {
    assertEquals(true, plain("_a-b.0.example"));
    assertEquals(false, plain("*.bad.example"));
    assertEquals(false, plain("a!b.example"));
  }

  private static boolean plain(@Nullable String name) {
    return name != null && CanonicalName.isPlain(name);
  }
}
