package org.drey.collect.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that tests begin with. */
public final class TestFiles {
  /** A key of tests. */
  public static final String KEY_1 = "ZHJleSB0ZXN0IGtleSBudW1iZXIgb25lLCAzMiBieXQ=";

  /** Another. */
  public static final String KEY_2 = "YW5vdGhlciBrZXkgb2YgdGVzdHM6IDMyIGJ5dGVzISE=";

  private TestFiles() {}

  /** A file that only its owner may read. */
  public static Path secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    mode(file, "rw-------");
    return file;
  }

  static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
