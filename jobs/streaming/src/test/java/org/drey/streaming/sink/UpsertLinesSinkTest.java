package org.drey.streaming.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.drey.event.Case;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a file of upserts in the end. */
final class UpsertLinesSinkTest {
  @TempDir Path folder;
  private Path file = Path.of("");

  private static Case revision(String id, long revision) {
    Case one = (Case) Sample.of(TopicNames.CASES, "unused").record();
    one.setCaseId(id);
    one.setRevision(revision);
    return one;
  }

  @BeforeEach
  void aFileOfARun() throws IOException {
    file = Files.createFile(folder.resolve("cases.jsonl"));
  }

  private List<String> written(Case... elements) throws Exception {
    UpsertLinesSink<Case> sink =
        new UpsertLinesSink<>(file, Case::getCaseId, one -> one.getRevision() >= 0);
    SinkWriter<Case> writer = sink.createWriter(null);
    for (Case element : elements) {
      writer.write(element, null);
    }
    writer.flush(true);
    writer.close();
    JsonLineReader<Case> lines = JsonLineReader.of(Case.class);
    List<String> read = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Case one = lines.read(line.getBytes(StandardCharsets.UTF_8)).datum();
      read.add(one.getCaseId() + " " + one.getRevision());
    }
    return read;
  }

  @Test
  void everyRevisionOfWhatIsThereIsWritten() throws Exception {
    assertEquals(List.of(), written());
    assertEquals(
        List.of("a 1", "b 1", "a 2"),
        written(revision("a", 1), revision("b", 1), revision("a", 2)));
  }

  @Test
  void aFileOfItsOwnerAloneStaysSo() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), written(revision("a", 1), revision("a", -1)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void whatIsDeletedIsNotInTheFileUnlessItIsWrittenAgain() throws Exception {
    assertEquals(
        List.of("b 1", "b 2", "a 5"),
        written(
            revision("a", 1),
            revision("b", 1),
            revision("a", 2),
            revision("a", -1),
            revision("b", 2),
            revision("a", 5),
            revision("c", -1)));
    assertEquals(List.of(), written(revision("a", 1), revision("a", -1)));
  }
}
