package org.drey.blocklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.blocklist.url.HttpUrl;
import org.drey.blocklist.url.IpAddress;
import org.drey.blocklist.url.UrlHost;
import org.junit.jupiter.api.Test;

/**
 * Anything that a subscriber, provider or feed sends as a name or URL gives a name, a URL or
 * nothing. {@code -Ddrey.seed=N} draws other texts; {@code NamesAttack} and {@code UrlsAttack} of
 * module {@code attack} draw a million.
 */
class AnyTextTest {
  private static final int TEXTS = 1_000;

  private static final HexFormat ESCAPES = HexFormat.of().withPrefix("%").withUpperCase();

  /** Longer than any text that is mapped. */
  private static final int LONGEST = 1_100;

  /** Characters that mapping makes longer, up to eighteen times: few texts make a long label. */
  private static final int[] GROWING =
      IntStream.range(0x80, 0x20000)
          .filter(c -> Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF))
          .filter(c -> normalized(c).length() > 3)
          .toArray();

  private final PublicSuffixes suffixes = PublicSuffixes.bundled();

  @Test
  void noTextIsMoreThanALibraryTakes() {
    long seed = Long.getLong("drey.seed", 20_261_127);
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      try {
        take(text);
        take("http://" + text + "/");
        take("https://a." + escaped(text) + ".example/x?y");
      } catch (RuntimeException | StackOverflowError e) {
        fail("-Ddrey.seed=" + seed + ", text " + i + " of " + text.length() + " characters", e);
      }
    }
  }

  /**
   * One character of it becomes eighteen, so that fifty-six are a label of more than a thousand.
   */
  @Test
  void aLabelThatIsTooLongForPunycodeIsNoName() {
    String label = "\uFDFA".repeat(56);
    assertNull(CanonicalName.of(label + ".example"));
    assertNull(HttpUrl.parse("http://" + label + ".example/"));
    assertNull(HttpUrl.parse("http://" + "%EF%B7%BA".repeat(56) + ".example/"));
    assertNull(UrlHost.of("https://" + label + ".example/"));
    assertNull(CanonicalName.of("xn--" + "a".repeat(1_000) + "\u00FC.example"));
    assertNull(suffixes.registeredDomain(label + ".example"));
  }

  /** All that reads a text; what it gives is stable. */
  private void take(String text) {
    String name = CanonicalName.of(text);
    if (name != null) {
      assertEquals(name, CanonicalName.of(name));
      assertFalse(name.length() > 253);
      assertNotNull(suffixes.publicSuffix(name));
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url != null) {
      assertEquals(url, HttpUrl.parse(url.canonical()));
      assertTrue(url.matchTarget().startsWith("/"));
      assertEquals(url.host(), UrlHost.of(url.canonical()));
    }
    String address = IpAddress.of(text);
    assertTrue(address == null || address.equals(IpAddress.of(address)));
    for (EntryType type : EntryType.values()) {
      try {
        ListEntry entry = ListEntry.of(type, text, "", ListPolicy.CHILD_PROTECTION_LIST);
        assertFalse(entry.canonical().isEmpty());
      } catch (ListEntry.EntryProblem e) {
        assertFalse(e.reason().isEmpty());
      }
    }
  }

  private static String normalized(int codePoint) {
    return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int runs = 1 + random.nextInt(4); runs > 0; runs--) {
      String piece =
          switch (random.nextInt(6)) {
            case 0 -> Character.toString(GROWING[random.nextInt(GROWING.length)]);
            case 1 -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
            case 2 -> String.valueOf((char) random.nextInt(0x10000));
            case 3 -> "xn--" + (char) ('a' + random.nextInt(26));
            case 4 -> ".";
            default -> String.valueOf((char) random.nextInt(0x80));
          };
      int most = random.nextBoolean() ? 4 : LONGEST / piece.length();
      text.append(piece.repeat(1 + random.nextInt(most)));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return ESCAPES.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
