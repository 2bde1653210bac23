package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.VersionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The command line says what is wrong and what to do, and ends. */
@Isolated("puts another stream in the place of System.out")
final class DreyCommandTest {
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

  private static CommandRun run(String... arguments) {
    return CommandRun.ofProgram(() -> DreyCommand.run(new ShutdownHook(), arguments));
  }

  @Test
  void whatIsNotThereIsNamed() {
    String nowhere = folder.resolve("nowhere").toString();
    run("rules", "check", nowhere).assertSays(1, nowhere);
  }

  @Test
  void aRuleThatCannotBeLoadedIsSaidWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("rule.yml"), "title: Nothing else\n");
    run("rules", "check", folder.toString()).assertSays(1, "rule.yml:1");
  }

  @Test
  void aConfigurationThatCannotBeUsedIsSaidWithItsPlace() throws Exception {
    String config = Files.writeString(folder.resolve("config.yaml"), "\nratse: []\n").toString();
    run("rules", "check", "--config", config).assertSays(1, "config.yaml:2");
  }

  @Test
  void rulesThatSelectMoreOfASampleThanTheyMayAreSaid() throws Exception {
    Files.writeString(folder.resolve("payments.jsonl"), PAYMENT);
    run("readiness", "--events", folder.toString(), "--max-share", "1%")
        .assertSays(1, "'payment_to_business' selects 100.00 % of payments, more than 1%");
    Files.writeString(
        folder.resolve("rule.yml"),
        """
        title: Large payments
        id: 2b7f0f0e-8b39-4f0e-9d0a-5b1d8c1f7a10
        name: large
        logsource: {category: payment}
        detection:
          s:
            amount|gte: 100
          condition: s
        """);
    run("rules", "check", folder.toString(), "--json")
        .assertSays(0, "payments: 1 of its rules are tried on every event");
  }

  @Test
  void commandsOfTheOtherPackageAreSaidToBeThere() {
    run("demo", "--seed", "7")
        .assertSays(2, "'demo' is not in this package, but in drey-local-<version>.tar.gz");
    run("rules", "test", "my-rules").assertSays(2, "'rules test' is not in this package");
    run("rules", "tests").assertSays(2, "'tests'");
    run("audit", "--verify").assertSays(2, "but in drey-console-<version>.tar.gz");
  }

  @Test
  void aRemovedCommandEndsWithALineThatNamesWhatDoesItNow() {
    CommandRun removed = run("size", "--queries", "9");
    assertEquals(
        new CommandRun(2, "", "'size' was removed. Now: docs/operate/size.md has tables for it.\n"),
        removed);
    run("rehearse").assertSays(2, "verification/rehearse/run");
    run("rules", "check", "my-rules", "--events=days").assertSays(2, "'./drey readiness --events");
    run("help", "blocklist", "info").assertSays(2, "'./drey blocklist explain");
  }

  @Test
  void helpIsOfTheCommandBelowACommand() {
    String help = help("help", "blocklist", "compile");
    assertTrue(help.contains("drey blocklist compile"), help);
    assertEquals(help("blocklist", "compile", "--help"), help);
    assertTrue(help("help", "blocklist").contains("COMMAND"));
  }

  private static String help(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      run(arguments).assertSays(0, "");
      return out.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void whatIsNoPublicSuffixListIsSaidWithItsPlace() throws Exception {
    String page = Files.writeString(folder.resolve("page"), "<!DOCTYPE html>\n").toString();
    run("url", "--psl", page, "a.example").assertSays(1, page + ": line 1 is no rule");
    String empty = Files.writeString(folder.resolve("empty"), "").toString();
    run("url", "--psl", empty, "a")
        .assertSays(1, empty + ": a public suffix list without any rule");
  }

  @Test
  void theVersionIsTheBuildsAndNamesTheSuffixListThatShips() {
    String[] lines = new VersionProvider().getVersion();
    assertTrue(lines[0].matches("drey \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), lines[0]);
    assertTrue(lines[1].matches("public suffix list 20\\d\\d-.*, SHA-256 [0-9a-f]{64}"), lines[1]);
  }

  @Test
  void aWrongUseIsSaidInALineAndAnotherSaysWhereTheHelpIs() {
    assertEquals(
        new CommandRun(
            2,
            "",
            """
            --feed: the file of the list is needed
            How it is used: ./drey edge rpz --help
            """),
        run("edge", "rpz"));
    assertEquals(
        new CommandRun(
            2,
            "",
            """
            Missing required option: '--output=FILE'
            How it is used: ./drey blocklist key --help
            """),
        run("blocklist", "key"));
  }
}
