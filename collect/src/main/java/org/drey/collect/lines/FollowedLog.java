package org.drey.collect.lines;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that is followed as it grows, through rotation by renaming and by cutting, and from where
 * an earlier run was. For one thread.
 */
public final class FollowedLog {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);
  private static final long PAUSE_MILLIS = 200;
  private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What cannot be read as it is: rotate with delaycompress. */
  private static final Pattern PACKED = Pattern.compile(".*\\.(gz|bz2|xz|zst|lz4)");

  private final Path path;
  private final Path folder;
  private final Path note;
  private final LineFeeds feeds;
  private final Deque<Path> rotated = new ArrayDeque<>(); // while no one followed
  private @Nullable OpenLog log;
  private @Nullable FilePosition noted;
  private long lastNoted = System.nanoTime();

  /**
   * A log of which nothing has been read.
   *
   * @param note the file that says how far an earlier run was, and will say how far this one is
   */
  public FollowedLog(Path path, Path note, LineFeeds feeds) {
    this.path = path.toAbsolutePath();
    this.folder = this.path.resolveSibling("");
    this.note = note;
    this.feeds = feeds;
  }

  /**
   * Reads until it is interrupted; then, too, it notes how far it is.
   *
   * @throws IOException if the file or the note cannot be used, or a topic takes nothing
   */
  public void run() throws IOException, InterruptedException {
    try {
      resume();
      while (!Thread.currentThread().isInterrupted()) {
        if (!step()) {
          note();
          Thread.sleep(PAUSE_MILLIS);
        } else if (System.nanoTime() - lastNoted > NOTE_NANOS) {
          note();
        }
      }
    } finally {
      boolean isInterrupted = Thread.interrupted(); // which would keep it from noting
      close();
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Reads to the end of what is there, and notes it. */
  void readOnce() throws IOException, InterruptedException {
    if (log == null) {
      resume();
    }
    while (step()) {
      // there may be more
    }
    note();
  }

  /** Goes on where an earlier run ended, though the file may have another name since. */
  private void resume() throws IOException, InterruptedException {
    Optional<FilePosition> before = FilePosition.read(note);
    if (before.isEmpty()) {
      return;
    }
    Optional<Path> found = find(before.get());
    if (found.isEmpty()) {
      LOG.warn("{} was replaced, and what was not yet read of it is not to be found", path);
      return;
    }
    log = new OpenLog(found.get(), before.get().position(), feeds.intake());
    if (!found.get().equals(path)) {
      findRotated(found.get());
    }
  }

  /** Finds the files that were begun after one and before the present one, by their names. */
  private void findRotated(Path first) throws IOException {
    String name = path.getFileName().toString();
    FileTime since = Files.getLastModifiedTime(first);
    Comparator<Path> byTime = Comparator.comparing(file -> file.toFile().lastModified());
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(file -> !PACKED.matcher(file.getFileName().toString()).matches())
          .filter(file -> !file.equals(first) && !file.getFileName().toString().equals(name))
          .filter(file -> file.toFile().lastModified() >= since.toMillis())
          .sorted(byTime)
          .forEach(rotated::add);
    }
  }

  /** The file that was read, by its name or beside it. */
  private Optional<Path> find(FilePosition before) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Stream.concat(Stream.of(path), files.filter(Files::isRegularFile))
          .filter(file -> isSame(file, before))
          .findFirst();
    }
  }

  private static boolean isSame(Path file, FilePosition before) {
    try {
      return OpenLog.fileKey(file).equals(before.file())
          && OpenLog.head(file).equals(before.head())
          && Files.size(file) >= before.position();
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads one piece, or opens the file that comes next; returns whether there was any. */
  private boolean step() throws IOException, InterruptedException {
    OpenLog open = log;
    if (open == null) {
      return open();
    }
    if (open.read()) {
      return true;
    }
    if (open.isCut()) {
      LOG.info("{} was cut, and is read from its beginning", path);
    } else if (isThere(open)) {
      return false;
    } else if (open.read()) { // written between the two looks
      return true;
    }
    open.end();
    open.close();
    log = null;
    return open();
  }

  private boolean isThere(OpenLog open) throws IOException {
    try {
      return open.is(OpenLog.fileKey(path));
    } catch (NoSuchFileException e) {
      return true; // renamed, and the next is not there yet
    }
  }

  private boolean open() throws IOException, InterruptedException {
    Path next = rotated.isEmpty() ? path : rotated.remove();
    try {
      log = new OpenLog(next, 0, feeds.intake());
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Notes how far the brokers have it. */
  private void note() throws IOException {
    OpenLog open = log;
    lastNoted = System.nanoTime();
    if (open == null) {
      return;
    }
    FilePosition now = open.position();
    if (!now.equals(noted)) {
      feeds.flush();
      try {
        now.write(note);
      } catch (FileSystemException e) { // the next may be written; until then more is read twice
        LOG.warn("how far {} is read cannot be noted: {}", path, e.getMessage());
        return;
      }
      noted = now;
    }
  }

  /** Notes how far it is, and lets go of the file. */
  void close() throws IOException {
    try {
      note();
    } finally {
      if (log != null) {
        log.close();
        log = null;
      }
    }
  }
}
