package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/drey} gives to Java, shown by a program in its place. */
final class LauncherHeapIT {
  @TempDir private Path home;

  private String options(String... arguments) throws IOException, InterruptedException {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder launcher = new ProcessBuilder("bash", "src/main/distribution/bin/drey");
    launcher.command().addAll(List.of(arguments));
    launcher.environment().put("JAVA_HOME", home.toString());
    launcher.environment().put("TMPDIR", home.toString());
    launcher.environment().remove("DREY_JAVA_OPTIONS");
    Process process = launcher.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  /** 160 MB of lines took 800 MB of memory with the other collector, which fills what it may. */
  @Test
  void aCollectorHasASmallYoungGeneration() throws Exception {
    String collector = options("collect", "lines");
    assertTrue(collector.contains("-XX:+UseSerialGC -Xms32m -XX:MaxNewSize=64m"), collector);
    assertFalse(collector.contains("ParallelGC"), collector);
    assertTrue(options("replay").contains("-Xmx2g -XX:+UseParallelGC"));
  }
}
