package org.drey.blocklist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import org.drey.blocklist.MalformedListException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainListReaderTest {

  @Test
  void readsTheFourTypes() throws MalformedListException {
    List<ListEntry> entries =
        read(
            """
            Bad.Example.
            =Only.Host.test
            https://pages.carrier.example/a/b.html
            http://tree.carrier.test/x/*
            http://192.0.2.1/p
            https://a.example/*
            """);
    assertEquals(
        List.of(
            new ListEntry(EntryType.DOMAIN, "bad.example", "bad.example"),
            new ListEntry(EntryType.HOST, "only.host.test", "only.host.test"),
            new ListEntry(
                EntryType.EXACT_URL,
                "pages.carrier.example",
                "https://pages.carrier.example/a/b.html"),
            new ListEntry(
                EntryType.PATH_PREFIX, "tree.carrier.test", "http://tree.carrier.test/x/"),
            new ListEntry(EntryType.EXACT_URL, null, "http://192.0.2.1/p"),
            new ListEntry(EntryType.PATH_PREFIX, "a.example", "https://a.example/")),
        entries);
  }

  @Test
  void toleratesMarksLineEndsBlanksAndComments() throws MalformedListException {
    List<ListEntry> entries =
        read(
            "\uFEFF# a comment\r\n\r\n  \t\r\n  a.example  # trailing\r\nb.example#tight\r\n"
                + "http://c.example/p#fragment\r\n   # indented = and http://x y\r\nd.example");
    assertEquals(
        List.of("a.example", "b.example", "http://c.example/p", "d.example"),
        entries.stream().map(ListEntry::canonical).toList());
  }

  @Test
  void repeatedEntriesCountOnceButTypesAreApart() throws MalformedListException {
    assertEquals(2, read("a.example\nA.EXAMPLE.\n=a.example\na.example # again\n").size());
    assertEquals(List.of(), read(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.secret.example",
        ".secret.example",
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
  void refusesWithoutRepeating(String line) {
    MalformedListException e =
        assertThrows(MalformedListException.class, () -> read("ok.example\n" + line + "\n"));
    assertEquals(List.of(2), e.problems().stream().map(Problem::line).toList());
    assertEquals(1, e.count());
    assertNull(e.getCause());
    assertTellsNothing(e, line);
    assertTellsNothing(e, "secret");
    assertTellsNothing(e, "ok.example");
  }

  @Test
  void refusesBrokenUtf8ButNotInComments() throws MalformedListException {
    byte[] broken = {'a', (byte) 0xC3, '.', 't', 'e', 's', 't'};
    var e = assertThrows(MalformedListException.class, () -> PlainListReader.read("l", broken));
    assertEquals(List.of(new Problem(1, "not UTF-8")), e.problems());
    byte[] comment = {'#', (byte) 0xC3};
    assertEquals(List.of(), PlainListReader.read("l", comment));
  }

  @Test
  void tellsTheFirstTwentyAndTheCount() {
    String text = "ok.example\n" + "secret..example\n".repeat(50);
    MalformedListException e = assertThrows(MalformedListException.class, () -> read(text));
    assertEquals(50, e.count());
    assertEquals(20, e.problems().size());
    assertEquals(new Problem(2, "not a valid name"), e.problems().get(0));
    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith("list l refused, malformed lines: 50 (line 2: not a valid name;"));
    assertTrue(message.endsWith("line 21: not a valid name; and more)"), message);
  }

  @Test
  void anyBytesGiveAListOrALocatedRefusal() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      String text = CanonicalNameTest.junk(random) + "\n" + CanonicalNameTest.junk(random);
      byte[] bytes = text.getBytes(UTF_8);
      if (random.nextBoolean()) {
        random.nextBytes(bytes);
      }
      try {
        Blocklist.of("l", bytes, null);
      } catch (MalformedListException e) {
        assertFalse(e.problems().isEmpty());
      }
    }
  }

  private static void assertTellsNothing(Exception e, String text) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    if (text.length() > 2) {
      assertFalse(trace.toString().contains(text));
    }
  }

  private static List<ListEntry> read(String text) throws MalformedListException {
    return PlainListReader.read("l", text.getBytes(UTF_8));
  }
}
