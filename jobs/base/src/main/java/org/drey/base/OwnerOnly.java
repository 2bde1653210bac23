package org.drey.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, for they hold tokens of people, or a secret. */
public final class OwnerOnly {
  private static final String MODE = "rw-------";

  private OwnerOnly() {}

  /**
   * Returns what such a file is made with; nothing where there are no modes. One that is there
   * keeps its.
   */
  public static FileAttribute<?>[] attributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE))
        }
        : new FileAttribute<?>[0];
  }

  /** A new file to write; one that is there is replaced. */
  public static OutputStream create(Path file) throws IOException {
    Files.deleteIfExists(file);
    return new BufferedOutputStream(
        Channels.newOutputStream(
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes(file))));
  }
}
