package org.drey.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.drey.console.audit.AuditLog;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands refuse, and what the audit's says. */
final class ConsoleCommandTest {
  @TempDir private Path folder;

  private static CommandRun run(Object command, String... arguments) {
    return CommandRun.of(new CommandLine(command), arguments);
  }

  private static CommandRun console(String... arguments) {
    return run(new ConsoleCommand(new ShutdownHook()), arguments);
  }

  private Path audited() throws IOException {
    Path file = folder.resolve("console.db");
    try (ConsoleDatabase database = ConsoleDatabase.open(file)) {
      AuditLog audit = new AuditLog(database);
      audit.append("a17", "look", "alert-1", Map.of());
      audit.append("a17", "decide", "alert-1", Map.of());
    }
    return file;
  }

  @Test
  void commandsOfOtherPackagesAreSaidToBeThere() {
    CommandRun.ofProgram(() -> ConsoleDrey.run(new ShutdownHook(), "edge", "rpz"))
        .assertSays(2, "'edge' is not in this package, but in drey-<version>.tar.gz");
    CommandRun.ofProgram(() -> ConsoleDrey.run(new ShutdownHook(), "alerts", "forward"))
        .assertSays(2, "'alerts forward' is not in this package, but in drey-<version>.tar.gz");
    CommandRun.ofProgram(() -> ConsoleDrey.run(new ShutdownHook(), "rules", "test", "mine"))
        .assertSays(2, "'rules test' is not in this package, but in drey-local-<version>.tar.gz");
  }

  @Test
  void whatIsUsedWronglyIsSaidBeforeAnythingIsOpened() {
    String from = folder.toString();
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("--from", from, "--bootstrap", "localhost:9092"),
            List.of("--from", from, "--listen", "192.0.2.1:8090"),
            List.of("--from", from, "--listen", "127.0.0.1:99999"),
            List.of("--from", from, "--listen", "8090"),
            List.of("--bootstrap", "localhost:9092"),
            List.of("--from", from, "--analyst", "a17", "--sign-in", "sign-in.yaml"),
            List.of("--from", from, "--token-link", "default=http://holder.example/{token}"),
            List.of("--from", from, "--analyst", "Jo <script>"))) {
      CommandRun ran = console(wrong.toArray(String[]::new));
      assertEquals(2, ran.status(), wrong + ran.err());
    }
    assertTrue(Files.notExists(Path.of("console.db")));
    CommandRun none = console("--from", folder.resolve("none").toString());
    assertEquals(1, none.status());
    assertTrue(none.err().contains("there is no folder"), none.err());
  }

  @Test
  void aFolderWithoutAlertsIsRefusedBeforeAnythingIsOpened() throws Exception {
    Path database = folder.resolve("console.db");
    CommandRun ran = console("--from", folder.toString(), "--database", database.toString());
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("has no alerts.jsonl"), ran.err());
    assertTrue(ran.err().contains("Run './drey replay'"), ran.err());
    assertTrue(Files.notExists(database));
  }

  @Test
  void aFolderThatIsBeingFilledIsWaitedFor() throws Exception {
    Files.createFile(folder.resolve(".alerts.jsonl.part"));
    CommandRun ran =
        console("--from", folder.toString(), "--xsd", folder.resolve("none.xsd").toString());
    assertTrue(ran.out().contains("has no alerts.jsonl yet"), ran.out());
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("--xsd: there is no file"), ran.err());
  }

  @Test
  void anAuditThatIsAsItWasWrittenIsSaidSo() throws Exception {
    CommandRun ran = run(new AuditCommand(), "--verify", "--database", audited().toString());
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("As it was written: 2 entries, 0 payloads erased."), ran.out());
    String head = ran.out().replaceAll("(?s).*Head ([0-9a-f]{64}).*", "$1");
    String database = folder.resolve("console.db").toString();
    assertEquals(
        0, run(new AuditCommand(), "--verify", "--database", database, "--head", head).status());
    CommandRun other =
        run(new AuditCommand(), "--verify", "--database", database, "--head", "0".repeat(64));
    assertEquals(1, other.status());
    assertTrue(other.err().contains("entries were cut off"), other.err());
    String part = head.substring(0, 4); // is no false alarm
    CommandRun partly = run(new AuditCommand(), "--verify", "--database", database, "--head", part);
    assertEquals(2, partly.status());
    assertTrue(partly.err().contains("all 64 digits"), partly.err());
  }

  @Test
  void anAuditThatWasChangedNamesTheEntry() throws Exception {
    Path file = audited();
    try (ConsoleDatabase database = ConsoleDatabase.open(file)) {
      database.write(
          connection ->
              SqlStatements.run(connection, "UPDATE work_audit SET at = at + 1 WHERE entry = 2"));
    }
    CommandRun ran = run(new AuditCommand(), "--verify", "--database", file.toString());
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("entry 2 is not what was written"), ran.err());
  }

  @Test
  void aBackupOfADatabaseInUseIsWholeAndForItsOwnerAlone() throws Exception {
    Path copy = folder.resolve("copy.db");
    Path file = audited();
    try (ConsoleDatabase database = ConsoleDatabase.open(file)) {
      new AuditLog(database).append("a17", "look", "alert-2", Map.of()); // in the log beside it
      CommandRun ran =
          run(new AuditCommand(), "--backup", copy.toString(), "--database", file.toString());
      assertEquals(0, ran.status(), ran.err());
      CommandRun again =
          run(new AuditCommand(), "--backup", copy.toString(), "--database", file.toString());
      assertEquals(1, again.status());
      assertTrue(again.err().contains("is there already"), again.err());
    }
    CommandRun verified = run(new AuditCommand(), "--verify", "--database", copy.toString());
    assertTrue(verified.out().contains("As it was written: 3 entries"), verified.err());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    String server = "jdbc:postgresql://localhost/drey";
    assertEquals(1, run(new AuditCommand(), "--backup", "other.db", "--database", server).status());
    assertTrue(Files.notExists(Path.of("other.db")));
    for (String[] wrong :
        new String[][] {{}, {"--verify", "--backup", "x"}, {"--backup", "x", "--head", "0"}}) {
      assertEquals(2, run(new AuditCommand(), wrong).status(), String.join(" ", wrong));
    }
  }

  @Test
  void theDatabaseIsForItsOwnerAlone() throws Exception {
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(audited())));
  }
}
