package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which streams a folder has. */
final class FolderSourcesTest {
  @TempDir private Path folder;

  private FolderSources sources() {
    return new FolderSources(
        StreamExecutionEnvironment.getExecutionEnvironment(), folder, DreyConfiguration.DEFAULT);
  }

  @Test
  void aStreamIsEmptyOnlyIfNothingHasItsName() throws IOException {
    assertFalse(sources().has(StreamRegistry.payments()));
    Path file = Files.createFile(folder.resolve("payments.jsonl"));
    assertTrue(sources().has(StreamRegistry.payments()));
    for (Path other : new Path[] {folder, Path.of("/dev/null")}) {
      Files.delete(file);
      Files.createSymbolicLink(file, other);
      var e =
          assertThrows(FileSystemException.class, () -> sources().has(StreamRegistry.payments()));
      assertEquals(file.toString(), e.getFile());
    }
  }
}
