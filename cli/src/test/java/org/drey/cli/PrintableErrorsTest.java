package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** No file of a user, and no name of one, acts on the terminal on which an error is printed. */
@Isolated
final class PrintableErrorsTest {
  private static final String HOSTILE = "\u001b[2J\nforged: all is well";
  private static final String IN_YAML = "\\e[2J\\nforged: all is well";

  @TempDir private Path folder;

  private static void assertPrintable(String... arguments) {
    CommandRun run = CommandRun.ofProgram(() -> DreyCommand.run(new ShutdownHook(), arguments));
    assertNotEquals(0, run.status());
    String said = run.out() + run.err();
    assertEquals(
        "", said.replaceAll("[^\\p{Cntrl}]|\\n|\\t", ""), "without what acts on a terminal");
    assertTrue(said.lines().noneMatch(line -> line.startsWith("forged")), said);
  }

  @Test
  void ofARule() throws Exception {
    String good =
        """
        title: t
        logsource: {category: dns}
        detection: {it: {query: listed.example}, condition: it}
        status: stable
        """;
    for (String part : new String[] {"query", "dns", "condition", "stable"}) {
      Files.writeString(folder.resolve("rule.yml"), good.replace(part, '"' + IN_YAML + '"'));
      assertPrintable("rules", "check", folder.toString());
    }
  }

  @Test
  void ofTheNameOfAFile() throws Exception {
    Files.writeString(folder.resolve(HOSTILE.replace("/", "") + ".yml"), "title: [\n");
    assertPrintable("rules", "check", folder.toString());
    assertPrintable("alerts", "list", "--from", folder.resolve(HOSTILE).toString());
  }

  @Test
  void ofAnArgument() {
    assertPrintable("alerts", "list", HOSTILE);
  }
}
