package org.drey.terminal.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.source.ResultFolder;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warnings of a reading. */
class ProgressResultSourceTest {
  @TempDir private Path folder;

  @Test
  void warningsWaitUntilTheLineOfTheReadingIsGone() throws IOException {
    Files.writeString(folder.resolve("alerts.jsonl"), "no json\n");
    List<String> held = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    ProgressResultSource results =
        new ProgressResultSource(new ResultFolder(folder, held::add), held, warnings::add);
    results.readNewest(
        TopicNames.ALERTS,
        id -> {
          throw new AssertionError(id);
        },
        alert -> {
          throw new AssertionError(alert);
        });
    assertEquals(List.of(), held);
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("alerts.jsonl, line 1"), warnings.get(0));
    assertEquals(1, results.unreadable());
  }
}
