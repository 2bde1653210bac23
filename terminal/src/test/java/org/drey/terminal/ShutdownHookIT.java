package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves of the folder for temporary files. */
@Timeout(60)
final class ShutdownHookIT {
  @TempDir private Path folder;
  private Path temporary = Path.of("");

  /** A program that does nothing but end. */
  static final class EndingProgram {
    private EndingProgram() {}

    public static void main(String[] arguments) {
      var unused = ShutdownHook.ofProcess();
      System.exit(0);
    }
  }

  @BeforeEach
  void makeFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    Files.createFile(temporary.resolve("a file"));
  }

  private void run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of(options));
    command.add(EndingProgram.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    assertEquals(0, builder.start().waitFor());
  }

  @Test
  void whatTheLauncherMadeIsRemoved() throws Exception {
    Files.createFile(temporary.resolve(LauncherFolder.MARKER));
    run("-D" + LauncherFolder.PROPERTY + "=" + temporary);
    assertFalse(Files.exists(temporary));
  }

  @Test
  void everyonesFolderStays() throws Exception {
    run("-Ddrey.launched=true");
    run("-D" + LauncherFolder.PROPERTY + "=" + temporary);
    assertTrue(Files.exists(temporary.resolve("a file")));
  }
}
