package org.drey.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.base.AtomicFile;
import org.drey.base.RegularFile;
import org.drey.event.TopicNames;

/** Puts the verdicts that a replay read beside its alerts, which say no more than that they are. */
final class VerdictsBeside {
  private VerdictsBeside() {}

  /**
   * Adds those that are not there yet; what analysts have written there stays, but for what is
   * about someone who was erased.
   */
  static void add(Path input, Path output) throws IOException {
    Path given = input.resolve(TopicNames.VERDICTS + ".jsonl");
    Path beside = output.resolve(TopicNames.VERDICTS + ".jsonl");
    if (Files.exists(given) && Files.exists(beside) && Files.isSameFile(given, beside)) {
      return;
    }
    ErasuresOfFolder erased = ErasuresOfFolder.read(input);
    List<String> before = lines(beside); // the last may have been cut off
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(lines(given));
    all.removeIf(erased::hasVerdict);
    if (before.equals(List.copyOf(all))) {
      return;
    }
    String text = all.stream().map(line -> line + "\n").collect(Collectors.joining());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.writePrivate(beside, out -> out.write(bytes));
  }

  private static List<String> lines(Path file) throws IOException {
    return RegularFile.isThere(file) ? ErasuresOfFolder.lines(file) : List.of();
  }
}
