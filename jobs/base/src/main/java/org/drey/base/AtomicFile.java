package org.drey.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files that no reader ever sees half written: beside their place first, under a name that
 * ends in {@code .tmp}, then to the disk, then into place. What a crash leaves behind is ignored by
 * all readers.
 */
public final class AtomicFile {
  private static final String TEMPORARY = ".tmp";
  private static final String LIST_MODE = "rw-r-----";

  private AtomicFile() {}

  /** A content that writes itself to a stream. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, or replaces it whole.
   *
   * @throws IOException if it cannot be written, or is there and no regular file
   */
  public static void write(Path target, Content content) throws IOException {
    RegularFile.checkReplaceable(target);
    write(target, writeBeside(target, content));
  }

  /** The same for a list: only its owner and the owner's group can read it. */
  public static void writeList(Path target, Content content) throws IOException {
    RegularFile.checkReplaceable(target);
    write(target, writeListBeside(target, content));
  }

  /** The same for what is about people: only its owner can read it. */
  public static void writePrivate(Path target, Content content) throws IOException {
    RegularFile.checkReplaceable(target);
    write(target, writeBeside(target, content, OwnerOnly.attributes(target)));
  }

  private static void write(Path target, Path written) throws IOException {
    try {
      replace(written, target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /**
   * Writes a file that must not be there yet: of several who try at once, one succeeds.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  public static void create(Path target, Content content) throws IOException {
    Path written = writeBeside(target, content);
    try {
      link(target, written);
      forceFolder(target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** A new file in the folder of the target, which is made if need be; it is on the disk. */
  static Path writeBeside(Path target, Content content) throws IOException {
    return writeBeside(target, content, new FileAttribute<?>[0]);
  }

  /** The same for a list. */
  public static Path writeListBeside(Path target, Content content) throws IOException {
    return writeBeside(target, content, mode(target, LIST_MODE));
  }

  /** Returns what makes a file with these permissions, where the file system knows any. */
  private static FileAttribute<?>[] mode(Path target, String permissions) {
    boolean hasModes = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    return hasModes
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static Path writeBeside(Path target, Content content, FileAttribute<?>[] mode)
      throws IOException {
    Path file = target.toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path written =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    try (FileChannel channel =
        FileChannel.open(
            written, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw FileErrors.named(target.toString(), e);
    } catch (RuntimeException | Error e) {
      Files.deleteIfExists(written);
      throw e;
    }
    return written;
  }

  /** Moves a file that was written beside its target into place. */
  public static void replace(Path written, Path target) throws IOException {
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(target);
  }

  /** A link is the one step that fails if the target is there, also on a shared file system. */
  private static void link(Path target, Path written) throws IOException {
    try {
      Files.createLink(target, written);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // No links here: then a reader may see a part for a moment, which it takes for damaged.
      try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
        Files.copy(written, out);
      }
    }
  }

  /** So that a name, too, outlives a power cut; not every system lets one open a folder. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (FileSystemException e) {
      return;
    }
  }
}
