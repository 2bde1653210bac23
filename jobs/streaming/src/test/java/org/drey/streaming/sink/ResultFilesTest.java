package org.drey.streaming.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFilesTest {
  @TempDir private Path folder;
  private Path alerts = Path.of("");
  private ResultFiles files = new ResultFiles(Path.of(""), List.of());

  @BeforeEach
  void resultsOfAnEarlierRun() throws IOException {
    alerts = Files.writeString(folder.resolve("alerts.jsonl"), "earlier");
    files = new ResultFiles(folder, List.of("alerts", "cases"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> String.valueOf(one.getFileName())).sorted().toList();
    }
  }

  @Test
  void aRunThatFailsLeavesWhatWasThere() throws IOException {
    files.begin();
    Files.writeString(files.part("alerts"), "half");
    assertEquals("earlier", Files.readString(alerts));
    files.close();
    assertEquals("earlier", Files.readString(alerts));
    assertEquals(List.of("alerts.jsonl"), names());
  }

  @Test
  void aRunThatEndsWellReplacesAllOfIt() throws IOException {
    Files.writeString(files.part("cases"), "of a run that was killed");
    files.begin();
    Files.writeString(files.part("alerts"), "now");
    files.publish();
    files.close();
    assertEquals("now", Files.readString(alerts));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(alerts)));
    assertEquals("", Files.readString(folder.resolve("cases.jsonl")));
    assertEquals(List.of("alerts.jsonl", "cases.jsonl"), names());
  }

  @Test
  void oneRunWritesToAFolderAtATime() throws IOException {
    files.begin();
    Files.writeString(files.part("alerts"), "first");
    ResultFiles others = new ResultFiles(folder, List.of("alerts", "cases"));
    var e = assertThrows(FileSystemException.class, others::begin);
    assertTrue(String.valueOf(e.getReason()).startsWith("another run"), e.getMessage());
    others.close();
    files.publish();
    assertEquals("first", Files.readString(alerts));
    others.begin();
    others.close();
    assertEquals(List.of("alerts.jsonl", "cases.jsonl"), names());
  }

  @Test
  void whatIsNoFileIsNotReplaced() throws IOException {
    Files.createSymbolicLink(folder.resolve("cases.jsonl"), Path.of("/dev/null"));
    var e = assertThrows(FileSystemException.class, files::begin);
    assertTrue(String.valueOf(e.getFile()).endsWith("cases.jsonl"), e.getMessage());
    assertEquals(List.of("alerts.jsonl", "cases.jsonl"), names());
  }
}
