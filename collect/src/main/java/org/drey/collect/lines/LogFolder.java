package org.drey.collect.lines;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a log: the one that grows, and beside it those that rotation has renamed. These have
 * a number, a time or {@code old} after the log's name, or before its ending.
 */
final class LogFolder {
  /** Two files may be written to at once for so long, while their server goes over to the next. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  /** The ending that rotation adds; none of a packed file, which cannot be read as it is. */
  private static final String ADDED = "[-._](?:old|\\d[-\\d._:TZ]*)";

  private final Path path;
  private final Pattern rotated;

  /** The files that were read to their end, with the time of their last change. */
  private final Map<String, Instant> done = new HashMap<>();

  LogFolder(Path path) {
    this.path = path.toAbsolutePath();
    String name = this.path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = Pattern.quote(name.substring(stem.length()));
    this.rotated =
        Pattern.compile(Pattern.quote(name) + ADDED + "|" + Pattern.quote(stem) + ADDED + ending);
  }

  /**
   * A file at one moment.
   *
   * @param key by which the system knows it, whatever its name
   * @param changed when it was written to last
   */
  record LogFile(Path path, String key, Instant changed) {
    /** Returns the file of a name; nothing if there is none. */
    static Optional<LogFile> at(Path path) throws IOException {
      try {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return found.isRegularFile()
            ? Optional.of(
                new LogFile(
                    path, String.valueOf(found.fileKey()), found.lastModifiedTime().toInstant()))
            : Optional.empty();
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }

    /** Returns whether it still has its name. */
    boolean isThere() throws IOException {
      return at(path).filter(now -> now.key.equals(key)).isPresent();
    }
  }

  /** Returns the file that has the log's name now. */
  Optional<LogFile> present() throws IOException {
    return LogFile.at(path);
  }

  /** Returns the file that a note is about, whatever its name is now. */
  Optional<LogFile> find(FilePosition note) throws IOException {
    return Stream.concat(present().stream(), files().stream()).filter(note::isOf).findFirst();
  }

  /**
   * Returns the file to be read after one that is read to its end: of those that were begun since
   * and are renamed already the oldest, else the one that has the log's name. None is left out; in
   * doubt one is returned that was read by an earlier run.
   *
   * @param read its key
   * @param changed when it was written to last, or a time before
   */
  Optional<LogFile> after(String read, Instant changed) throws IOException {
    Instant since = changed.minus(OVERLAP);
    List<LogFile> files = files();
    done.values().removeIf(time -> time.isBefore(since));
    files.stream()
        .filter(file -> file.key().equals(read))
        .forEach(file -> done.put(read, file.changed()));
    Optional<LogFile> next =
        files.stream()
            .filter(file -> rotated.matcher(file.path().getFileName().toString()).matches())
            .filter(file -> !file.changed().isBefore(since))
            .filter(file -> !file.changed().equals(done.get(file.key())))
            .min(Comparator.comparing(LogFile::changed));
    return next.isPresent() ? next : present().filter(file -> !file.key().equals(read));
  }

  /**
   * Returns whether nothing happened to a renamed file for as long as its server may still write to
   * it. A renaming counts, too, where the file system notes its time; else it is in doubt, and
   * false.
   *
   * @param key of the file
   */
  boolean isLeft(String key, Instant now) throws IOException {
    for (LogFile file : files()) {
      if (file.key().equals(key)) {
        Optional<Instant> touched = touched(file.path());
        return touched.isPresent() && touched.get().isBefore(now.minus(OVERLAP));
      }
    }
    return false;
  }

  /** Returns when a file was written to or renamed last; nothing where that is not noted. */
  private static Optional<Instant> touched(Path file) throws IOException {
    try {
      return Optional.of(((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant());
    } catch (UnsupportedOperationException | IllegalArgumentException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private List<LogFile> files() throws IOException {
    List<LogFile> files = new ArrayList<>();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(path.resolveSibling(""))) {
      for (Path name : names) {
        LogFile.at(name).ifPresent(files::add);
      }
    }
    return files;
  }
}
