package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.event.TopicNames;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.Threads;
import org.drey.local.e2e.Samples;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that are added here say what is wrong and what to do, and end. */
final class LocalDreyIT {
  /** A regular file that everyone may open, of which nothing can be read. */
  private static final String UNREADABLE = "/proc/self/mem";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static CommandRun run(String... arguments) {
    return CommandRun.ofProgram(() -> LocalDrey.run(new ShutdownHook(), arguments));
  }

  private static void assertSays(int status, String text, String... arguments) {
    run(arguments).assertSays(status, text);
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
    assertSays(1, nowhere, "rules", "test", nowhere);
  }

  @Test
  void theCommandsOfADeploymentAreHereToo() throws Exception {
    String nowhere = folder.resolve("nowhere").toString();
    assertSays(1, nowhere, "rules", "check", nowhere);
    assertSays(2, "--feed", "edge", "rpz");
    assertSays(2, "--output", "blocklist", "key");
    assertSays(1, nowhere, "url", "--psl", nowhere, "a.example");
  }

  @Test
  @Timeout(90)
  void aFileThatCannotBeReadIsSaidAndTheResultsOfBeforeStay() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Path output = Files.createDirectory(folder.resolve("output"));
    Path file = Files.createSymbolicLink(input.resolve("payments.jsonl"), Path.of(UNREADABLE));
    Path alerts = Files.writeString(output.resolve("alerts.jsonl"), "of before");
    String[] replay = {"replay", "--input", input.toString(), "--output", output.toString()};
    assertSays(1, "Cannot read or write: " + file + ": Input/output error\n", replay);
    assertEquals("of before", Files.readString(alerts));
    Files.delete(file);
    Files.createDirectory(file);
    assertSays(1, "Cannot read or write: " + file + ": is a folder, not a file", replay);
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(List.of(alerts), files.toList());
    }
  }

  @Test
  void aFolderWithoutEventsIsSaid() {
    String empty = folder.toString();
    String output = folder.resolve("output").toString();
    assertSays(1, "payments.jsonl", "replay", "--input", empty, "--output", output);
  }

  @Test
  void optionsThatCannotBeMeantAreAWrongUse() throws Exception {
    Files.createFile(folder.resolve("payments.jsonl"));
    String dir = folder.toString();
    assertSays(2, "another folder", "replay", "--input", dir, "--output", dir);
    assertSays(2, "--days", "demo", "--days", "5");
  }

  @Test
  void anUnknownOptionIsAWrongUse() {
    assertSays(2, "--sed", "generate", "--output", folder.toString(), "--sed", "1");
  }

  @Test
  void aWrongUseIsSaidInALineAndAnotherSaysWhereTheHelpIs() {
    assertEquals(
        new CommandRun(
            2,
            "",
            """
            Missing required option: '--output=DIR'
            How it is used: ./drey generate --help
            """),
        run("generate"));
  }

  @Test
  void aKeyWithoutAListIsAWrongUse() throws Exception {
    Files.createFile(folder.resolve("payments.jsonl"));
    String dir = folder.toString();
    String out = folder.resolve("results").toString();
    assertSays(
        2, "--key-file: only", "replay", "--input", dir, "--output", out, "--key-file", "key");
  }

  @Test
  void aWorldThatIsTooSmallIsSaid() {
    assertSays(2, "200 people", "generate", "--output", folder.toString(), "--people", "1");
  }

  @Test
  @Timeout(90)
  void aReplayCountsLateLinesThatSayWhenTheyCame() throws Exception {
    String payment = Samples.line(TopicNames.PAYMENTS).trim();
    String received = payment.substring(0, payment.length() - 1) + ",\"received_at\":%d}";
    Instant happened = Instant.parse(JSON.readTree(payment).get("event_time").asText());
    Files.writeString(
        folder.resolve("payments.jsonl"), received.formatted(happened.toEpochMilli() + 90_000));
    CommandRun replay =
        CommandRun.of(
            new CommandLine(new ReplayCommand(new ShutdownHook())),
            "--input=" + folder,
            "--output=" + folder.resolve("results"),
            "--json");
    assertEquals(0, replay.status(), replay.err());
    JsonNode lateness = JSON.readTree(replay.out()).get("lateness").get(TopicNames.PAYMENTS);
    assertEquals(90, lateness.findPath("held_back").asInt(), replay.out());
  }
}
