package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of https://developers.google.com/safe-browsing/v4/urls-hashing, with names of our
 * own for hosts. Those without a scheme, with another one, or with a host that no browser would ask
 * for are none of {@link HttpUrl}'s.
 */
class SafeBrowsingTest {

  @ParameterizedTest
  @CsvSource({
    "http://host/%25%32%35, http://host/%25",
    "http://host/%25%32%35%25%32%35, http://host/%25%25",
    "http://host/%2525252525252525, http://host/%25",
    "http://host/asdf%25%32%35asd, http://host/asdf%25asd",
    "http://host/%%%25%32%35asd%%, http://host/%25%25%25asd%25%25",
    "http://www.site.example/, http://www.site.example/",
    "http://%31%39%32%2e%30%2e%32%2e%31/%2E%73%65%63%75%72%65/%77%77%77%2E%61/, http://192.0.2.1/.secure/www.a/",
    "http://192.0.2.1/uploads/%20%20%20%20/.verify/.secure=a-b/, http://192.0.2.1/uploads/%20%20%20%20/.verify/.secure=a-b/",
    "http://host/%257Ea%2521b%2540c%2523d%2524e%25f%255E00%252611%252A22%252833%252944_55%252B, http://host/~a!b@c%23d$e%25f^00&11*22(33)44_55+",
    "http://3221225985/blah, http://192.0.2.1/blah",
    "http://www.site.example/blah/.., http://www.site.example/",
    "http://www.bad.example/blah#frag, http://www.bad.example/blah",
    "http://www.SITE.example/, http://www.site.example/",
    "http://www.site.example.../, http://www.site.example/",
    "http://www.site.example/q?, http://www.site.example/q?",
    "http://www.site.example/q?r?, http://www.site.example/q?r?",
    "http://www.site.example/q?r?s, http://www.site.example/q?r?s",
    "http://bad.example/foo#bar#baz, http://bad.example/foo",
    "http://bad.example/foo;, http://bad.example/foo;",
    "http://bad.example/foo?bar;, http://bad.example/foo?bar;",
    "http://noslash.example, http://noslash.example/",
    "http://port.example:1234/, http://port.example/",
    "'  http://www.site.example/  ', http://www.site.example/",
    "https://www.secure.example/, https://www.secure.example/",
    "http://host.example/ab%23cd, http://host.example/ab%23cd",
    "http://host.example//twoslashes?more//slashes, http://host.example/twoslashes?more//slashes"
  })
  void canonicalizesAsInTheDocumentation(String url, String canonical) {
    HttpUrl parsed = parse(url);
    assertEquals(canonical, parsed.scheme() + "://" + parsed.host() + parsed.matchTarget());
  }

  @Test
  void dropsLineEndsAndTabs() {
    assertEquals("/foobarbaz2", parse("http://a.example/foo\tbar\rbaz\n2").matchTarget());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://\u0001\u0080.example/", "http:// a.example/", "http://%20a.example/"})
  void hostsThatNoBrowserAsksForAreRefused(String url) {
    assertNull(HttpUrl.parse(url));
  }

  @ParameterizedTest
  @CsvSource({
    "/a%2Fb, /a/b",
    "/a%2F%2e%2e/b, /b",
    "/a/%252e%252e/b, /b",
    "/a/%25252E/b%252F, /a/b/",
    "/a///b//, /a/b/",
    "/%2%35%34%31, /A",
    "/ü, /%C3%BC",
    "/a?b=%2541//../%26, /a?b=A//../&",
    "/a%3Fb//c, /a?b//c",
    "/a%00%7F%20, /a%00%7F%20",
    "/a#b, /a"
  })
  void undoesWhatServersDoNotDistinguish(String target, String matched) {
    String once = parse("http://bad.example" + target).matchTarget();
    assertEquals(matched, once);
    assertEquals(matched, MatchTarget.of(once));
  }

  @Test
  void aPlainTargetIsReturnedItself() {
    HttpUrl url = parse("http://bad.example/a/b?c//d");
    assertSame(url.target(), url.matchTarget());
  }

  @Test
  void expressionsAsInTheDocumentation() {
    assertEquals(
        List.of(
            "a.b.example/1/2.html?param=1",
            "a.b.example/1/2.html",
            "a.b.example/",
            "a.b.example/1/",
            "b.example/1/2.html?param=1",
            "b.example/1/2.html",
            "b.example/",
            "b.example/1/"),
        expressions("http://a.b.example/1/2.html?param=1"));
    assertEquals(
        List.of(
            "a.b.c.d.e.f.example/1.html",
            "a.b.c.d.e.f.example/",
            "c.d.e.f.example/1.html",
            "c.d.e.f.example/",
            "d.e.f.example/1.html",
            "d.e.f.example/",
            "e.f.example/1.html",
            "e.f.example/",
            "f.example/1.html",
            "f.example/"),
        expressions("http://a.b.c.d.e.f.example/1.html"));
    assertEquals(List.of("192.0.2.1/1/", "192.0.2.1/"), expressions("http://192.0.2.1/1/"));
  }

  @Test
  void expressionsAtTheirLimits() {
    assertEquals(
        List.of("h/1/2/3/4/5?q", "h/1/2/3/4/5", "h/", "h/1/", "h/1/2/", "h/1/2/3/"),
        expressions("https://h:8443/1/2/3/4/5?q"));
    assertEquals(List.of("a.example/"), expressions("http://a.example/?"));
    assertEquals(
        List.of("a.b.c.d.example/", "b.c.d.example/", "c.d.example/", "d.example/"),
        expressions("http://a.b.c.d.example/"));
    assertEquals(
        List.of("[2001:db8::1]/a/", "[2001:db8::1]/"), expressions("http://[2001:db8::1]/a/"));
    assertEquals(30, expressions("http://a.b.c.d.e.f.example/1/2/3/4/5?q").size());
  }

  private static List<String> expressions(String url) {
    return SafeBrowsingExpressions.of(parse(url));
  }

  private static HttpUrl parse(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    assertNotNull(parsed, url);
    return parsed;
  }
}
