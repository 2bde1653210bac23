package org.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.terminal.FolderFiles;

/** A folder for what is measured, removed at the end. */
record WorkFolder(Path path) implements AutoCloseable {

  /** A new folder. */
  static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("drey-benchmark"));
  }

  @Override
  public void close() throws IOException {
    FolderFiles.delete(path);
  }
}
