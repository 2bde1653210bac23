package org.drey.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.event.Topics;

/** Puts the verdicts that a replay read beside its alerts, which say no more than that they are. */
final class VerdictsBeside {
  private VerdictsBeside() {}

  /** Adds those that are not there yet; what analysts have written there stays. */
  static void add(Path input, Path output) throws IOException {
    Path given = input.resolve(Topics.VERDICTS + ".jsonl");
    Path beside = output.resolve(Topics.VERDICTS + ".jsonl");
    if (!Files.isRegularFile(given) || (Files.exists(beside) && Files.isSameFile(given, beside))) {
      return;
    }
    Set<String> known = new HashSet<>(lines(beside));
    List<String> all = new ArrayList<>(lines(beside)); // the last may have been cut off
    lines(given).stream().filter(known::add).forEach(all::add);
    Path part = output.resolve("." + Topics.VERDICTS + ".jsonl.part");
    Files.write(part, all);
    Files.move(part, beside, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList()
        : List.of();
  }
}
