package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drey.cli.console.Shutdown;
import org.drey.local.cluster.Await;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves that is interrupted, by Ctrl-C or as a machine shuts down: nothing. */
@Timeout(180)
final class InterruptedRunIT {
  /** What a process returns that SIGTERM has ended. */
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"replay", "rehearse"})
  void nothingIsLeft(String command) throws Exception {
    Path world = folder.resolve("world");
    String[] generate = {"generate", "--output", world.toString(), "--people", "200"};
    assertEquals(0, LocalDrey.run(new Shutdown(), generate));
    Path output = Files.createDirectory(folder.resolve("output"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process run = start(temporary, command, "--input", world, "--output", output);
    Await.until("results", () -> Files.exists(output.resolve(".cases.jsonl.part")));
    run.destroy();
    assertEquals(TERMINATED, run.waitFor());
    String log = Files.readString(folder.resolve("log"));
    assertFalse(log.contains("please report it"), log); // it was wanted
    assertEquals(List.of(), files(output));
    assertFalse(Files.exists(temporary));
  }

  /** As the launcher does. */
  private Process start(Path temporary, Object... arguments) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-Ddrey.launched=true",
            "-Djava.io.tmpdir=" + temporary,
            LocalDrey.class.getName());
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
