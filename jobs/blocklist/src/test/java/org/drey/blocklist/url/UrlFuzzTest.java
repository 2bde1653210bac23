package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.drey.blocklist.name.Junk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any text gives a URL or null, soon, and what it gives is stable. {@code UrlsAttack} of module
 * {@code attack} draws others, by the million.
 */
class UrlFuzzTest {
  private static final int LONG = 1 << 17;

  private static final List<String> SEEDS =
      List.of(
          "http://user:pass@www.bad.example:8080/a/b/../c?d=e&f#g",
          "https://xn--bcher-kva.example./%2e%2E/%252e/%C3%BC//x?%25",
          "http://[2001:db8::192.0.2.1]:80/\\..\\x",
          "https://0x7f.1.0377/;a=b?c?d",
          "http:bücher。example/\uD83D\uDCA9/\uD800?'\"<>`{}|^");
  private static final String PIECES =
      ":/\\?#@[]%.%2e%2F%25%3F%00\t\r\n \u0000aZ0xX9-_~'\"<>^`{|}üß。\u00AD\u200D\uD83D\uDCA9\uDC00\uFEFF\u0130";

  @Test
  void mutatedUrlsAreStable() {
    Random random = new Random(20261125);
    int parsed = 0;
    for (int i = 0; i < 8_000; i++) {
      parsed += isUrl(mutated(random)) ? 1 : 0;
    }
    assertTrue(parsed > 2_000, "parsed " + parsed);
  }

  @Test
  void anyBytesAreTaken() {
    Random random = new Random(3);
    for (int i = 0; i < 6_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      isUrl(new String(bytes, StandardCharsets.UTF_8));
      isUrl("http://bad.example/" + new String(bytes, StandardCharsets.ISO_8859_1));
      isUrl("http://" + Junk.text(random));
    }
    assertTrue(isUrl("http://bad.example/"));
  }

  /** As a browser would have sent them, which escapes all beyond ASCII. */
  @Test
  void bytesAreReadAsTheirEscapes() {
    Random random = new Random(4);
    int parsed = 0;
    for (int i = 0; i < 8_000; i++) {
      String bytes =
          new String(mutated(random).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      StringBuilder escaped = new StringBuilder();
      for (int at = 0; at < bytes.length(); at++) {
        char c = bytes.charAt(at);
        escaped.append(c < 0x80 ? String.valueOf(c) : "%%%02X".formatted((int) c));
      }
      HttpUrl url = HttpUrl.ofBytes(bytes);
      assertEquals(HttpUrl.parse(escaped.toString()), url);
      assertEquals(OtherScheme.host(escaped.toString()), OtherScheme.hostOfBytes(bytes));
      parsed += url == null ? 0 : 1;
    }
    assertTrue(parsed > 2_000, "parsed " + parsed);
  }

  /** What takes time by the square would take minutes here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "a",
        ".",
        "..",
        "/..",
        "/../a/",
        "//",
        "%",
        "%25",
        "%2",
        "%2e",
        "%2e%2e/",
        "/%2e",
        "@",
        ":",
        "?",
        "#",
        "\\",
        "[",
        "]",
        "0",
        "0.",
        "0x",
        "::",
        "1:",
        "ü",
        "ü.",
        "\u00AD",
        "\u0338",
        "xn--",
        "xn--a.",
        "\t",
        " ",
        "a.",
        "\uD83D\uDCA9",
        "\uD800",
        "%C3%BC",
        "%ff",
        "א",
        "\u200D"
      })
  void muchOfAnythingIsSoonDone(String piece) {
    String huge = piece.repeat(LONG / piece.length());
    for (String front : List.of("http://", "http://bad.example?")) {
      isUrl(front + huge);
    }
    assertFalse(isUrl("http://[" + huge + "]/"));
    assertTrue(isUrl("http://bad.example/" + huge + "41".repeat(LONG / 2)));
  }

  private static String mutated(Random random) {
    StringBuilder url = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(url.length());
      int end = Math.min(url.length(), at + random.nextInt(3));
      url.replace(at, end, Junk.pick(random, PIECES, random.nextInt(4)));
      if (url.isEmpty()) {
        return "";
      }
    }
    return url.toString();
  }

  /** Whether the text is one; if so, all that it gives must hold. */
  private static boolean isUrl(String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      return false;
    }
    HttpUrl again = HttpUrl.parse(url.canonical());
    assertNotNull(again);
    assertTrue(url.equals(again), "not stable");
    String matched = url.matchTarget();
    assertEquals('/', matched.charAt(0));
    assertTrue(matched.equals(MatchTarget.of(matched)), "target not stable");
    HttpUrl bare = HttpUrl.parse("http://" + url.host() + "/");
    assertNotNull(bare);
    assertEquals(url.host(), bare.host());
    int expressions = SafeBrowsingExpressions.of(url).size();
    assertTrue(expressions >= 1 && expressions <= 30);
    return true;
  }
}
