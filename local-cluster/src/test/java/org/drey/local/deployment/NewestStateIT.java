package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code images/from-newest-state}, with a program in the place of Flink's entry point. */
final class NewestStateIT {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir private Path home;
  private Path entry;

  @BeforeEach
  void entryPoint() throws IOException {
    entry = Files.writeString(home.resolve("entry"), "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwx------"));
  }

  /** A folder of Flink's; without a time it is one that was not completed. */
  private void state(String folder, Instant completed) throws IOException {
    Path made = Files.createDirectories(home.resolve("state").resolve(folder));
    Files.writeString(made.resolve("part"), "state");
    if (completed != null) {
      Path metadata = Files.writeString(made.resolve("_metadata"), "whole");
      Files.setLastModifiedTime(metadata, FileTime.from(completed));
    }
  }

  private String start(String... arguments) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("state"));
    ProcessBuilder script = new ProcessBuilder("bash", "images/from-newest-state");
    script.command().addAll(List.of(arguments));
    script.environment().put("DREY_FLINK_STATE", home.resolve("state").toString());
    script.environment().put("DREY_FLINK_ENTRY", entry.toString());
    Process process = script.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return said.strip();
  }

  private String from(String folder) {
    return "standalone-job --fromSavepoint file://"
        + home.resolve("state").resolve(folder)
        + " -Da=b --job-classname x";
  }

  private String start() throws IOException, InterruptedException {
    return start("standalone-job", "-Da=b", "--job-classname", "x");
  }

  @Test
  void aFirstStartHasNoState() throws Exception {
    state("checkpoints/0a/chk-1", null);
    state("checkpoints/0a/shared", null);
    assertEquals("standalone-job -Da=b --job-classname x", start());
  }

  @Test
  void aStartGoesOnFromTheNewestThatIsWhole() throws Exception {
    state("checkpoints/0a/chk-9", NOON);
    state("checkpoints/0b/chk-2", NOON.plusSeconds(60));
    state("checkpoints/0b/chk-3", null);
    assertEquals(from("checkpoints/0b/chk-2"), start());
    state("checkpoints/0b/chk-10", NOON.plusSeconds(60).plusNanos(5_000_000));
    assertEquals(from("checkpoints/0b/chk-10"), start());
  }

  @Test
  void aSavepointThatIsNewerCounts() throws Exception {
    state("checkpoints/0a/chk-9", NOON);
    state("savepoints/savepoint-0a-17", NOON.plusSeconds(1));
    assertEquals(from("savepoints/savepoint-0a-17"), start());
    state("checkpoints/0a/chk-10", NOON.plusSeconds(2));
    assertEquals(from("checkpoints/0a/chk-10"), start());
  }

  @Test
  void whatTheOperatorNamesCounts() throws Exception {
    state("checkpoints/0a/chk-9", NOON);
    assertEquals(
        "standalone-job --fromSavepoint file:///old --job-classname x",
        start("standalone-job", "--fromSavepoint", "file:///old", "--job-classname", "x"));
  }
}
