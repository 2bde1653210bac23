package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a URL are as it was seen. */
class UrlPartsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      nullValues = "-",
      value = {
        "https://a.example / - -",
        "https://a.example/ / - -",
        "https://a.example?x=/b.c / x=/b.c -",
        "HTTP://a.example:8080/b/c.EXE /b/c.EXE - EXE",
        "https://u:p@a.example/b.tar.gz?d=1.zip /b.tar.gz d=1.zip gz",
        "https://a.example/b.php?l=c?m=d#e?f /b.php l=c?m=d php",
        "https://a.example/b.php? /b.php '' php",
        "https://a.example/b.d/c /b.d/c - -",
        "https://a.example/b. /b. - -",
        "https://a.example/.profile /.profile - profile",
        "https://a.example/b.jsp;id=1.2 /b.jsp;id=1.2 - jsp",
        "https://a.example/%2e%2e/b%2Ec /%2e%2e/b%2Ec - -",
        "https://a.example#/b.c / - -",
      })
  void ofAUrl(String url, String path, @Nullable String query, @Nullable String extension) {
    UrlParts parts = Objects.requireNonNull(UrlParts.of(url));
    assertEquals(path, parts.path());
    assertEquals(query, parts.query());
    assertEquals(extension, parts.extension());
  }

  @Test
  void whatIsNoHttpUrlHasNone() {
    for (String text : new String[] {"", "mailto:a@b.example", "a.example/b.exe", "ftp://a/b"}) {
      assertNull(UrlParts.of(text), text);
    }
  }
}
