package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The modes of files that hold listed names or secrets: whether others on the machine may read
 * them.
 */
public final class FileModes {
  private static final Set<PosixFilePermission> TOO_WIDE =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private FileModes() {}

  /**
   * Returns what is wrong and how to repair it. Nothing for a file that only its owner changes and
   * its group reads, for one that does not exist, and where files have no such modes.
   *
   * @param what is in the file, such as "the key"
   */
  public static Optional<String> problem(String what, Path file) throws IOException {
    if (!Files.exists(file)
        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Optional.empty();
    }
    Set<PosixFilePermission> wide = EnumSet.copyOf(TOO_WIDE);
    wide.retainAll(Files.getPosixFilePermissions(file));
    if (wide.isEmpty()) {
      return Optional.empty();
    }
    boolean read = wide.contains(PosixFilePermission.OTHERS_READ);
    return Optional.of(
        "%s in %s can be %s by others on this machine: chmod 640 %s"
            .formatted(what, file, read ? "read" : "changed", file));
  }
}
