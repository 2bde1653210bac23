package org.drey.collect.iso20022;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.base.FileTurn;

/**
 * A folder of messages in the clear, each a file. Only its owner may read it, and only one process
 * uses it.
 */
final class SpoolFolder implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,15})\\.xml");
  private static final Pattern HALF_WRITTEN = Pattern.compile("\\..*\\.tmp");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final FileTurn turn;

  /**
   * A message of the folder.
   *
   * @param number in the order in which messages were taken
   */
  record SpoolFile(long number, Instant taken) {
    private String name() {
      return "%018d-%013d.xml".formatted(number, taken.toEpochMilli());
    }

    private static Optional<SpoolFile> of(String name) {
      Matcher matcher = NAME.matcher(name);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      try {
        Instant taken = Instant.ofEpochMilli(Long.parseLong(matcher.group(2)));
        return Optional.of(new SpoolFile(Long.parseLong(matcher.group(1)), taken));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Opens a folder, which is made if need be. What was half written when a process was killed is
   * removed: who sent it has no answer.
   *
   * @throws IOException also if others may read the folder, or another process uses it
   */
  SpoolFolder(Path folder) throws IOException {
    this.folder = folder;
    create(folder);
    checkOwnerOnly(folder);
    turn = new FileTurn(folder.resolve("lock"));
    if (!turn.take()) {
      turn.close();
      throw new IOException(folder + ": another collector uses it; give this one its own --state");
    }
    for (String name : names()) {
      if (HALF_WRITTEN.matcher(name).matches()) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      boolean hasModes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      Files.createDirectories(folder.toAbsolutePath().getParent());
      Files.createDirectory(
          folder,
          hasModes
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
              : new FileAttribute<?>[0]);
    }
  }

  private static void checkOwnerOnly(Path folder) throws IOException {
    var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
      throw new IOException(
          folder
              + ": others may use it, and messages name people; repair that with: chmod 700 "
              + folder);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Returns the messages that are there, in the order in which they were taken. */
  List<SpoolFile> files() throws IOException {
    List<SpoolFile> files = new ArrayList<>();
    for (String name : names()) {
      SpoolFile.of(name).ifPresent(files::add);
    }
    files.sort(Comparator.comparingLong(SpoolFile::number));
    return files;
  }

  /** Writes a message; returns when the disk has it. What cannot be written is not there. */
  void write(SpoolFile file, byte[] message) throws IOException {
    Path path = path(file);
    if (!Files.isDirectory(folder)) { // one that is made anew has neither lock nor mode
      throw new IOException(folder + " is gone: start the collector again");
    }
    try {
      AtomicFile.writePrivate(path, out -> out.write(message));
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Returns where a message is. */
  Path path(SpoolFile file) {
    return folder.resolve(file.name());
  }

  @Override
  public void close() throws IOException {
    turn.close();
  }
}
