package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A check of what an export may replace or add to: an earlier one like it, and nothing else. */
final class EarlierExport {
  private static final int BEGINNING = 2000;

  private EarlierExport() {}

  /**
   * Refuses a file that is there and is something else; one that is empty may be replaced.
   *
   * @param isAlike whether a file that begins so is one like it
   * @param what it would have to be
   */
  static void check(CommandSpec spec, Path file, Predicate<String> isAlike, String what)
      throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file) || !isAlike(file, isAlike)) {
      throw new ParameterException(
          spec.commandLine(), file + ": is there and is no " + what + "; name another file");
    }
  }

  private static boolean isAlike(Path file, Predicate<String> isAlike) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
      return beginning.isEmpty() || isAlike.test(beginning);
    }
  }
}
