package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.name.Junk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherSchemeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example/",
        "ftp://a.example",
        "FTP://A.Example:21/x?y#z",
        "whois://a.example",
        "gopher://a.example:70/1",
        "coap+tcp://a.example/x",
        "ftp://user:pass@a.example/",
        "ftp://b.example@a.example/b.example",
        "whois://user@a.example",
        "ftp:a.example",
        "ftp:/a.example/x",
        "ftp:////a.example/x",
        "ftp:\\\\a.example\\x",
        "wss://a.example?q",
        "ws:///a.example",
        "whois://a.example\\x",
        "ftp://%61.example/",
        "ftp://a%2Eexample/",
        "ftp://a\u3002example/",
        "ftp://a.example./",
        "ftp://.a..example/",
        " \tft\np://a.ex\tample/ ",
        "file://a.example/x",
      })
  void theNameOfTheHostDecides(String url) {
    assertEquals("a.example", OtherScheme.host(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "://a.example",
        "a.example",
        "//a.example",
        "/a.example",
        "a.example:21",
        "http://a.example/",
        "HTTPS://a.example/",
        "http:a.example",
        "mailto:x@a.example",
        "urn:a.example",
        "whois:/a.example",
        "whois:///a.example",
        "file:///a.example",
        "1ftp://a.example/",
        "f_tp://a.example/",
        "ft p://a.example/",
        "f\u00fctp://a.example/",
        "ftp://",
        "ftp://@/",
        "ftp://192.0.2.7/",
        "ftp://0x7f.1/",
        "ftp://[2001:db8::1]/",
        "ftp://a b.example/",
        "ftp://-\u0338.example\uD800/",
        "*",
      })
  void whereThereIsNoNameThereIsNone(String url) {
    assertNull(OtherScheme.host(url));
  }

  @Test
  void namesAreAsDnsIsAskedForThem() {
    assertEquals("xn--bcher-kva.example", OtherScheme.host("ftp://b\u00fccher.example/"));
    assertEquals("xn--bcher-kva.example", OtherScheme.host("ftp://b%C3%BCcher.example/"));
    assertNull(OtherScheme.host("ftp://" + "a".repeat(64) + ".example/"));
  }

  @Test
  void anyTextHasANameOrNone() {
    Random random = new Random(20261126);
    int names = 0;
    for (int i = 0; i < 12_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      String text = Junk.pick(random, "ftp:/\\@?#[]%2e.a\t ", random.nextInt(30));
      for (String url :
          new String[] {
            text,
            "ftp:" + text,
            "x://" + text + Junk.text(random),
            new String(bytes, StandardCharsets.ISO_8859_1)
          }) {
        String name = OtherScheme.host(url);
        names += name == null ? 0 : 1;
        assertTrue(name == null || name.equals(CanonicalName.of(name)));
      }
    }
    assertTrue(names > 3_000, names + " names");
  }
}
