package org.drey.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.erasure.Requests;
import org.drey.event.Erasure;
import org.drey.event.Topics;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/** Who is to be forgotten by {@code erasures.jsonl} of a folder. */
final class ErasuresOfFolder {
  private final Map<EntityKey, Instant> until = new HashMap<>();

  /** Reads a folder; what cannot be read there is a dead letter of the replay. */
  static ErasuresOfFolder read(Path folder) throws IOException {
    ErasuresOfFolder erasures = new ErasuresOfFolder();
    Path file = folder.resolve(Topics.ERASURES + ".jsonl");
    if (Files.isRegularFile(file)) {
      for (String line : lines(file)) {
        Erasure one = datum(Erasure.class, line);
        if (one != null) {
          erasures.until.merge(
              Requests.entity(one), one.getErasureTime(), (a, b) -> a.isAfter(b) ? a : b);
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

  /** Whether a line is a verdict on an alert that was erased after it had been given. */
  boolean hasVerdict(String line) {
    Verdict verdict = until.isEmpty() ? null : datum(Verdict.class, line);
    if (verdict == null) {
      return false;
    }
    Instant end = until.get(Requests.entity(verdict));
    return end != null && !verdict.getVerdictTime().isAfter(end);
  }

  private static <T extends SpecificRecordBase> @Nullable T datum(Class<T> type, String line) {
    try {
      return JsonLineReader.of(type).read(line.getBytes(StandardCharsets.UTF_8)).datum();
    } catch (InvalidRecordException e) {
      return null;
    }
  }
}
