package org.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for what is measured, removed at the end. */
record WorkFolder(Path path) implements AutoCloseable {

  /** A new folder. */
  static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("drey-benchmark"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path one : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
