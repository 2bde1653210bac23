package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.drey.blocklist.name.Junk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlHostTest {

  @ParameterizedTest
  @CsvSource({
    "http://bad.example/, bad.example",
    "https://bad.example, bad.example",
    "HTTPS://WWW.Bad.Example:8443/a?b#c, www.bad.example",
    "http://bad.example?x=http://other.test/, bad.example",
    "http://bad.example#@other.test, bad.example",
    "http://user:pass@bad.example/, bad.example",
    "http://user@mail.test@bad.example/, bad.example",
    "http://bad.example/a@other.test, bad.example",
    "http://bad.example\\@other.test/, bad.example",
    "http:\\\\bad.example\\x, bad.example",
    "http:bad.example/x, bad.example",
    "https:////bad.example/x, bad.example",
    "http://bad.example./x, bad.example",
    "http://b%61d.ex%41mple/x, bad.example",
    "http://b%C3%BCcher.example/, xn--bcher-kva.example",
    "http://bücher.example/, xn--bcher-kva.example",
    "http://bad.example:/x, bad.example",
    "http://bad.example:00080/x, bad.example",
    "http://192.0.2.1:8080/x, 192.0.2.1",
    "http://192.0.2.1./x, 192.0.2.1",
    "http://0xC0.0.01001/x, 192.0.2.1",
    "http://3221225985/x, 192.0.2.1",
    "http://%31%39%32.0.2.1/x, 192.0.2.1",
    "http://１９２。0。2。1/x, 192.0.2.1",
    "http://192.0.2.1../x, 192.0.2.1",
    "http://..bad...example../x, bad.example",
    "http://user:x@[::192.0.2.1]:8080/x, [::c000:201]",
    "http://[2001:DB8::1]:80/x, [2001:db8::1]"
  })
  void findsTheHost(String url, String host) {
    assertEquals(host, UrlHost.of(url));
  }

  @Test
  void dropsBlanksAroundAndLineEndsInside() {
    assertEquals("bad.example", UrlHost.of(" \u0000http://ba\nd.exa\tmple/\r\n "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bad.example",
        "bad.example/x",
        "bad.example:443",
        "ftp://bad.example/",
        "http",
        "http:",
        "http://",
        "http:///",
        "http://?x",
        "http://user@/",
        "http://:80/",
        "http://a b.example/",
        "http://bad.example:65536/",
        "http://bad.example:999999999999/",
        "http://bad.example:8o/",
        "http://bad.example:1:2/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[zz]/",
        "http://256.0.2.1/",
        "http://%/",
        "http://a%00.example/",
        "http://a%2Fb.example/",
        "http://a%ff.example/",
        "javascript:alert(1)",
        "httpx://bad.example/",
        "httpſ://bad.example/",
        "http\u001A//bad.example/",
        "http://1.2.3.4.5/",
        "http://0x100000000/",
        "mailto:x@bad.example"
      })
  void otherTextHasNone(String text) {
    assertNull(UrlHost.of(text));
  }

  @Test
  void anyTextGivesAHostOrNull() {
    Random random = new Random(7);
    for (int i = 0; i < 25_000; i++) {
      String host = UrlHost.of("http://" + Junk.text(random));
      if (host != null) {
        assertEquals(host, UrlHost.of("https://" + host + "/"));
      }
      UrlHost.of(Junk.text(random));
    }
  }
}
