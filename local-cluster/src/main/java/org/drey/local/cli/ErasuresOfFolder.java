package org.drey.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.erasure.ErasedSoFar;
import org.drey.base.RegularFile;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** The entities that are to be forgotten by {@code erasures.jsonl} of a folder. */
final class ErasuresOfFolder {
  private final ErasedSoFar erased = new ErasedSoFar();

  /** Reads a folder; what cannot be read there is a dead letter of the replay. */
  static ErasuresOfFolder read(Path folder) throws IOException {
    ErasuresOfFolder erasures = new ErasuresOfFolder();
    Path file = folder.resolve(TopicNames.ERASURES + ".jsonl");
    if (RegularFile.isThere(file)) {
      for (String line : lines(file)) {
        Erasure one = datum(Erasure.class, line);
        if (one != null) {
          erasures.erased.add(one);
        }
      }
    }
    return erasures;
  }

  /** The lines of a file that are not empty. */
  static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** Returns whether a line is a verdict on an alert that was erased after it had been given. */
  boolean hasVerdict(String line) {
    Verdict verdict = erased.isEmpty() ? null : datum(Verdict.class, line);
    return verdict != null && erased.has(EntityNames.of(verdict), verdict.getVerdictTime());
  }

  private static <T extends SpecificRecordBase> @Nullable T datum(Class<T> type, String line) {
    try {
      return JsonLineReader.of(type).read(line.getBytes(StandardCharsets.UTF_8)).datum();
    } catch (InvalidRecordException e) {
      return null;
    }
  }
}
