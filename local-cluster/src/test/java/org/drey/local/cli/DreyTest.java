package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.drey.local.cluster.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line says what is wrong and what to do, and ends. */
final class DreyTest {
  /** One that the catalogue looks at. */
  private static final String PAYMENT =
      """
      {"event_id":"e1","event_time":"2026-03-02T10:00:00Z","provider":"bank",\
      "token_domain":"default","key_version":1,"subject":"p1","payee":"q1",\
      "payee_kind":"BUSINESS","channel":"CARD","status":"COMPLETED","amount_minor":2500,\
      "currency":"EUR","payer_country":"DE","payee_country":"DE","payer_age_band":"ADULT","relationship":"NONE",\
      "purpose":"GOODS","kyc_level":"FULL"}
      """;

  @TempDir Path folder;

  private record Ran(int status, String err) {}

  private static Ran run(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setErr(captured);
      return new Ran(Drey.run(new Ending(), arguments), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  private static void assertSays(int status, String text, String... arguments) {
    Ran ran = run(arguments);
    assertTrue(ran.err().contains(text), () -> "expected '" + text + "' in: " + ran.err());
    assertEquals(status, ran.status());
  }

  @Test
  @Timeout(90)
  void aBusyPortIsSaidAndEverythingStopped() throws Exception {
    Set<Thread> before = Threads.now();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String port = Integer.toString(other.getLocalPort());
      assertSays(1, port, "demo", "--people", "200", "--days", "30", "--web-port", port);
    }
    Threads.assertNoneSince(before);
  }

  @Test
  void whatIsNotThereIsNamed() {
    String nowhere = folder.resolve("nowhere").toString();
    assertSays(1, nowhere, "replay", "--input", nowhere, "--output", nowhere);
    assertSays(1, nowhere, "rules", "check", nowhere);
  }

  @Test
  void aFolderWithoutEventsIsSaid() {
    String empty = folder.toString();
    String output = folder.resolve("output").toString();
    assertSays(1, "payments.jsonl", "replay", "--input", empty, "--output", output);
  }

  @Test
  void aRuleThatCannotBeLoadedIsSaidWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("rule.yml"), "title: Nothing else\n");
    assertSays(1, "rule.yml:1", "rules", "check", folder.toString());
  }

  @Test
  void rulesThatSelectMoreOfASampleThanTheyMayAreSaid() throws Exception {
    Path world = Files.createDirectory(folder.resolve("world"));
    assertSays(1, "payments.jsonl", "rules", "check", "--events", world.toString());
    Files.writeString(world.resolve("payments.jsonl"), PAYMENT);
    String events = world.toString();
    assertSays(
        1,
        "'payment_to_business' selects 100.00 % of payments",
        "rules",
        "check",
        "--events",
        events);
    assertEquals(
        new Ran(0, ""), run("rules", "check", "--events", events, "--max-share", "100%", "--json"));
    assertSays(1, "such as 1%", "rules", "check", "--events", events, "--max-share", "1");
    assertSays(1, "only with --events", "rules", "check", "--max-share", "1%");
  }

  @Test
  void whatIsNoPublicSuffixListIsSaidWithItsPlace() throws Exception {
    String page = Files.writeString(folder.resolve("page"), "<!DOCTYPE html>\n").toString();
    assertSays(1, page + ": line 1 is no rule", "url", "--psl", page, "a.example");
    String empty = Files.writeString(folder.resolve("empty"), "").toString();
    assertSays(1, empty + ": a public suffix list without any rule", "url", "--psl", empty, "a");
  }

  @Test
  void theVersionNamesTheSuffixListThatShips() {
    String[] lines = new Version().getVersion();
    assertTrue(lines[1].matches("public suffix list 20\\d\\d-.*, SHA-256 [0-9a-f]{64}"), lines[1]);
  }

  @Test
  void anUnknownOptionIsAWrongUse() {
    assertSays(2, "--sed", "generate", "--output", folder.toString(), "--sed", "1");
  }

  @Test
  void aWrongUseIsSaidInALineAndAnotherSaysWhereTheHelpIs() {
    assertEquals(
        new Ran(
            2,
            """
            Missing required option: '--output=DIR'
            How it is used: ./drey generate --help
            """),
        run("generate"));
    assertEquals(
        new Ran(
            2,
            """
            --feed: the file of the list is needed
            How it is used: ./drey edge rpz --help
            """),
        run("edge", "rpz"));
  }

  @Test
  void theKeyOfAListHasOneNameAndAnEarlierOne() throws Exception {
    Files.createFile(folder.resolve("payments.jsonl"));
    String dir = folder.toString();
    String out = folder.resolve("results").toString();
    for (String option : new String[] {"--key-file", "--list-key-file"}) {
      assertSays(1, "--key-file: only", "replay", "--input", dir, "--output", out, option, "key");
    }
  }

  @Test
  void aWorldThatIsTooSmallIsSaid() {
    assertSays(1, "200 people", "generate", "--output", folder.toString(), "--people", "1");
  }
}
