package org.drey.blocklist.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Opens what lies in a folder of lists, where others may have put something else. */
public final class RegularListFile {
  private RegularListFile() {}

  /**
   * Opens a file to read it.
   *
   * @throws DamagedListException if it is a pipe, socket, device or folder: to open or to read such
   *     a thing may never end, and whoever follows lists would follow none any more
   */
  public static InputStream open(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new DamagedListException(String.valueOf(file.getFileName()), "is no regular file");
    }
    return Files.newInputStream(file);
  }
}
