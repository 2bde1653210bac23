package org.drey.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files that people name to be read or replaced, or that have a name that is. Only a regular file
 * has an end: to open a pipe or to read a device may never return; and to replace one takes it away
 * from all who use it. Links are followed.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Returns whether there is a file of this name to read.
   *
   * @throws IOException if something else has the name, the file may not be read, or it is a link
   *     that leads nowhere; names the file
   */
  public static boolean isThere(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    check(file);
    return true;
  }

  /**
   * Refuses what cannot be read to an end.
   *
   * @throws IOException if there is nothing of this name, something else than a regular file, or
   *     one that may not be read; names the file
   */
  public static void check(Path file) throws IOException {
    checkKind(file);
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  /**
   * Opens a file to read it, if that can be read to an end.
   *
   * @throws IOException as {@link #check}
   */
  public static InputStream open(Path file) throws IOException {
    check(file);
    return Files.newInputStream(file);
  }

  /**
   * Refuses a place where something else is than a regular file; nothing, or a link that leads
   * nowhere, is replaced.
   *
   * @throws IOException if there is a folder, pipe, socket or device; names it
   */
  public static void checkReplaceable(Path target) throws IOException {
    if (Files.exists(target)) {
      checkKind(target);
    }
  }

  private static void checkKind(Path file) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    if (!is.isRegularFile()) {
      throw new FileSystemException(
          file.toString(),
          null,
          is.isDirectory() ? "is a folder, not a file" : "is a pipe, socket or device, not a file");
    }
  }
}
