package org.drey.alerts.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drey.alerts.TestAlerts;
import org.drey.event.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A console and a command that append to one file. */
@Timeout(120)
final class LineFileIT {
  private static final int PROCESSES = 3;
  private static final int LINES = 300;

  @TempDir private Path folder;

  /** One of several processes: the file, and how its verdicts are called. */
  static final class Appends {
    private Appends() {}

    public static void main(String[] arguments) throws IOException {
      Verdict verdict = TestAlerts.sample(Verdict.class);
      verdict.setVerdictTime(Instant.parse("2026-01-20T09:00:00Z"));
      for (int i = 0; i < LINES; i++) {
        verdict.setVerdictId(arguments[1] + "-" + i);
        LineFile.append(Path.of(arguments[0]), verdict);
      }
    }
  }

  @Test
  void noLineOfAnotherProcessIsLost() throws Exception {
    Path file = folder.resolve("verdicts.jsonl");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Appends.class.getName(),
                  file.toString(),
                  "process-" + i)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(i + ".log").toFile())
              .start());
    }
    for (int i = 0; i < PROCESSES; i++) {
      assertTrue(processes.get(i).waitFor(100, TimeUnit.SECONDS));
      String log = Files.readString(folder.resolve(i + ".log"));
      assertEquals(0, processes.get(i).exitValue(), log);
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(PROCESSES * LINES, lines.size());
    assertEquals(PROCESSES * LINES, new HashSet<>(lines).size());
    assertTrue(lines.stream().allMatch(one -> one.startsWith("{") && one.endsWith("}")));
  }
}
