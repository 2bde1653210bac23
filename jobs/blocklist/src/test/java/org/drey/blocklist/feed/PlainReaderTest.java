package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainReaderTest {

  @Test
  void readsTheFourTypes() throws IOException {
    Read read =
        Read.of(
            "plain",
            """
            Bad.Example.
            =Only.Host.test
            https://pages.carrier.example/a/b.html
            http://tree.carrier.test/x/*
            http://192.0.2.1:8080/p
            """);
    assertEquals(
        List.of(
            "1 DOMAIN|bad.example",
            "2 HOST|only.host.test",
            "3 EXACT_URL|pages.carrier.example/a/b.html",
            "4 PATH_PREFIX|tree.carrier.test/x/",
            "5 EXACT_URL|192.0.2.1:8080/p"),
        read.entries);
    assertEquals(List.of(), read.problems);
  }

  @Test
  void toleratesMarksLineEndsBlanksAndComments() throws IOException {
    Read read =
        Read.of(
            "plain",
            "\uFEFF# a comment\r\n\r\n  \t\r\n  a.example  # trailing\r\nb.example#tight\r"
                + "http://c.example/p#fragment\n   # indented = and http://x y\r\nd.example");
    assertEquals(
        List.of(
            "4 DOMAIN|a.example",
            "5 DOMAIN|b.example",
            "6 EXACT_URL|c.example/p",
            "8 DOMAIN|d.example"),
        read.entries);
    assertEquals(List.of(), read.problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.secret.example",
        ".secret..example",
        "secret..example",
        "secret!x.example",
        "=",
        "= secret.example",
        "==secret.example",
        "192.0.2.77",
        "=192.0.2.77",
        "secret.example/path",
        "ftp://secret.example/",
        "http://secret.example:99999/",
        "http:///*",
        "0.0.0.0 secret.example",
        "secret.example,DOMAIN",
        "secret\u00A0x.example",
        "http://secret.example/a b",
        "http://secret.example/?q=/*",
        "secret@mail.example"
      })
  void refusesOneLineWithoutRepeatingIt(String line) throws IOException {
    Read read = Read.of("plain", "ok.example\n" + line + "\nfine.example\n");
    assertEquals(List.of("1 DOMAIN|ok.example", "3 DOMAIN|fine.example"), read.entries);
    assertEquals(1, read.problems.size());
    assertTrue(read.problems.get(0).startsWith("2 "));
    assertFalse(read.problems.get(0).contains("secret"));
    assertFalse(read.problems.get(0).contains("192.0.2"));
  }

  @Test
  void refusesBrokenUtf8ButNotInComments() throws IOException {
    assertEquals(
        List.of("1 not UTF-8"),
        Read.of("plain", new byte[] {'a', (byte) 0xC3, '.', 't', 'e', 's', 't'}).problems);
    assertEquals(List.of(), Read.of("plain", new byte[] {'#', (byte) 0xC3}).problems);
  }

  @Test
  void anEndlessLineIsOneProblem() throws IOException {
    Read read = Read.of("plain", "a.example\n" + "x".repeat(3_000_000) + "\nb.example\n");
    assertEquals(List.of("1 DOMAIN|a.example", "3 DOMAIN|b.example"), read.entries);
    assertEquals(List.of("2 a line of more than 65536 characters"), read.problems);
  }
}
