package org.drey.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./drey} in a separate process, on this class path. */
final class Programs {
  private static final String LOG = "drey.log";
  private static final int LAST = 20;

  private Programs() {}

  /** Where the output of a command goes that runs in a folder. */
  static Path log(Path folder) {
    return folder.resolve(LOG);
  }

  /**
   * Starts a command.
   *
   * @param folder where its output and temporary files go
   */
  static Process start(Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.drey.local.cli.LocalDrey");
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(folder).toFile())
        .start();
  }

  /** Runs a command to its end; returns its exit status. */
  static int drey(Path folder, Duration within, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = start(folder, arguments);
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("./drey " + arguments.get(0) + " has not ended in " + within);
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The end of what it has said. */
  static String lastLines(Path folder) {
    try {
      List<String> lines = Files.readAllLines(log(folder), Charset.defaultCharset());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
