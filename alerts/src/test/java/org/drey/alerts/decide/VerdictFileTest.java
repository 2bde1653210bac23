package org.drey.alerts.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.source.ResultFolder;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is only appended to. */
class VerdictFileTest {
  @TempDir private Path folder;

  private static Verdict verdict(String id) {
    return TestAlerts.verdict(
        TestAlerts.payer(), id, VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, TestAlerts.NOW);
  }

  private List<Verdict> read() throws IOException {
    List<Verdict> read = new ArrayList<>();
    new ResultFolder(folder, warning -> {}).read(TopicNames.VERDICTS, Verdict.class, read::add);
    return read;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("verdicts.jsonl");
    VerdictFile.append(file, verdict("a"));
    VerdictFile.append(file, verdict("b"));
    assertEquals(List.of(verdict("a"), verdict("b")), read());
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void aLineThatWasCutOffDoesNotTakeTheNextWithIt() throws IOException {
    Path file = folder.resolve("verdicts.jsonl");
    Files.writeString(file, "{\"verdict_id\": \"cut");
    VerdictFile.append(file, verdict("a"));
    assertEquals(List.of(verdict("a")), read());
  }
}
