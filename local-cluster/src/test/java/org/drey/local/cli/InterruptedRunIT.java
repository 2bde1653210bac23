package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drey.local.cluster.ConditionWait;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run leaves that is interrupted, by Ctrl-C or as a machine shuts down: nothing. */
@Tag("nightly")
@Timeout(180)
final class InterruptedRunIT {
  /** What a process returns that SIGTERM has ended. */
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({ // what a task or a checkpoint makes
    "org.drey.local.cli.LocalDrey, replay, .shuffle.data",
    "org.drey.local.rehearse.RehearsalCommand, --crashes=0, _metadata"
  })
  void nothingIsLeft(String main, String first, String underWay) throws Exception {
    Path world = folder.resolve("world");
    String[] generate = {"generate", "--output", world.toString(), "--people", "1000"};
    assertEquals(0, LocalDrey.run(new ShutdownHook(), generate));
    Path output = Files.createDirectory(folder.resolve("output"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Files.createFile(temporary.resolve(".drey-launcher"));
    Process run = start(temporary, main, first, "--input", world, "--output", output);
    try {
      ConditionWait.until(
          "a run that is under way", () -> !run.isAlive() || isThere(temporary, underWay));
      run.destroy();
      int status = run.waitFor();
      String log = Files.readString(folder.resolve("log"));
      assertEquals(TERMINATED, status, log);
      assertFalse(log.contains("please report it"), log); // an end that was asked for is no error
    } finally {
      run.destroyForcibly();
    }
    assertEquals(List.of(), files(output));
    assertFalse(Files.exists(temporary));
  }

  private static boolean isThere(Path below, String name) {
    try (Stream<Path> all = Files.walk(below)) {
      return all.anyMatch(one -> one.getFileName().toString().endsWith(name));
    } catch (IOException | UncheckedIOException e) {
      return false; // something went meanwhile
    }
  }

  /** As the launcher does. */
  private Process start(Path temporary, String main, Object... arguments) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-Ddrey.launcher.folder=" + temporary,
            "-Djava.io.tmpdir=" + temporary,
            main);
    List<String> all =
        Stream.concat(java.stream(), Stream.of(arguments).map(Object::toString)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  private static List<String> files(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(one -> one.getFileName().toString()).sorted().toList();
    }
  }
}
