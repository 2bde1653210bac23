package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "HTTP://User@Bad.Example:80/A/b?q=1#f, http://bad.example/A/b?q=1",
        "https://bad.example, https://bad.example/",
        "https://bad.example?q, https://bad.example/?q",
        "https://bad.example/?, https://bad.example/?",
        "https://bad.example:80\\a\\b?c\\d, https://bad.example:80/a/b?c\\d",
        "https://bad.example:443/, https://bad.example/",
        "https://bad.example:0/, https://bad.example:0/",
        "https://bad.example:000/, https://bad.example:0/",
        "https://Bad.Example./, https://bad.example./",
        "https://bad..example/, https://bad..example/",
        "https://xn--a.bad.example/, https://xn--a.bad.example/",
        "https://bad.example/a/./b/../c, https://bad.example/a/c",
        "https://bad.example/a/%2e/b/.%2E/c/%2e%2e, https://bad.example/a/",
        "https://bad.example/../..//../x/..., https://bad.example/x/...",
        "https://bad.example/a//../b, https://bad.example/a/b",
        "https://bad.example/%41 \"<>`{}^'|ü💩, https://bad.example/%41%20%22%3C%3E%60%7B%7D%5E'|%C3%BC%F0%9F%92%A9",
        "https://bad.example/?%41 \"<>`{}^'|ü💩, https://bad.example/?%41%20%22%3C%3E`{}^%27|%C3%BC%F0%9F%92%A9"
      })
  void canonicalFormIsThatOfTheStandard(String url, String canonical) {
    assertEquals(canonical, parse(url).canonical());
    assertEquals(canonical, parse(canonical).canonical());
  }

  @Test
  void halfASurrogatePairIsTheReplacementCharacter() {
    assertEquals("/%EF%BF%BDa", parse("http://bad.example/\uD800a").target());
    assertEquals("/?%EF%BF%BD", parse("http://bad.example/?\uDC00").target());
    assertNull(HttpUrl.parse("http://bad\uD800.example/"));
  }

  @Test
  void hostToCompareHasNoExtraDots() {
    HttpUrl url = parse("http://.Bad..Example../");
    assertEquals("bad.example", url.host());
    assertEquals(".bad..example..", url.serializedHost());
    assertEquals("..", parse("http://../").host());
    assertEquals("1.2.3.999..", parse("http://1.2.3.999../").host());
  }

  @Test
  void distinguishesNamesFromAddresses() {
    assertTrue(parse("http://bad.example/").hasName());
    assertTrue(parse("http://bad.example./").hasName());
    assertFalse(parse("http://192.0.2.1/").hasName());
    assertFalse(parse("http://192.0.2.1../").hasName());
    assertFalse(parse("http://[2001:db8::1]/").hasName());
  }

  @Test
  void aHostThatIsTooLongForDnsIsKeptAndIsNoName() {
    String label = "a".repeat(64);
    assertEquals(label + ".example", parse("http://" + label + ".example/").host());
    assertFalse(parse("http://" + label + ".example/").hasName());
    assertFalse(parse("http://" + "a.".repeat(200) + "example/").hasName());
    assertNull(HttpUrl.parse("http://" + "ü".repeat(1025) + "/"));
  }

  @Test
  void neverShowsItself() {
    assertEquals("HttpUrl[withheld]", parse("http://bad.example/").toString());
  }

  private static HttpUrl parse(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    assertNotNull(parsed, url);
    return parsed;
  }
}
