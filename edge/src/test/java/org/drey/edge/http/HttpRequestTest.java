package org.drey.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRequestTest {
  private static final String ALPHABET = "/?: \r\nHTP1.é&=%";
  private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

  @ParameterizedTest
  @CsvSource({
    "/, /, ''",
    "/a?b, /a, b",
    "/a?b?c, /a, b?c",
    "?b, '', b",
    "*, *, ''",
    "http://h.example, /, ''",
    "http://h.example/a?b, /a, b",
    "HTTPS://h.example?b, /, b",
    "/a b, /a b, ''",
    "/x://y?z, /x://y, z",
  })
  void aTargetIsPathAndQuery(String target, String path, String query) {
    HttpRequest request =
        HttpRequest.parse("GET " + target + " HTTP/1.1\r\nHost: h.example", CLIENT);
    assertNotNull(request);
    assertEquals("GET", request.method());
    assertEquals(path, request.path());
    assertEquals(query, request.query());
    assertEquals("", request.acceptLanguage());
  }

  @Test
  void ofTheHeadersOnlyTheLanguageIsRead() {
    HttpRequest request =
        HttpRequest.parse("GET / HTTP/1.0\nX: accept-language: xx\naccept-LANGUAGE:  cy ", CLIENT);
    assertNotNull(request);
    assertEquals("cy", request.acceptLanguage());
    assertEquals("Request", request.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "GET /", "GET / FTP/1.1", " / HTTP/1.1", "G\tT / HTTP/1.1"})
  void whatIsNoRequestIsNone(String head) {
    assertNull(HttpRequest.parse(head, CLIENT));
  }

  @Test
  void anyBytesAreARequestOrNone() {
    Random random = new Random(5);
    int requests = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder head = new StringBuilder(i % 2 == 0 ? "GET " : "");
      for (int j = random.nextInt(40); j > 0; j--) {
        head.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      requests += HttpRequest.parse(head + (i % 2 == 0 ? " HTTP/1.1" : ""), CLIENT) == null ? 0 : 1;
    }
    assertTrue(requests > 1_000, requests + " requests");
  }
}
