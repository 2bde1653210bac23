package org.drey.base;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that holds a secret: a key, a password, a token. None is used that others may read, or
 * could have put there.
 *
 * <p>The rule is that of PostgreSQL's keys: mode 0600, or 0640 where root owns the file and its
 * reader is not root. So Kubernetes mounts a secret for the group of a pod.
 */
public final class SecretFile {
  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int WRITE_BY_OTHERS = 0022;
  private static final int USE_BY_OTHERS = 0077;
  private static final int READ_BY_GROUP = 0040;

  private SecretFile() {}

  /**
   * Reads a secret of one line, without blanks around it.
   *
   * @param what it is, as messages begin
   * @throws UnsafeFileException if others could read or replace it
   */
  public static String text(String what, Path file) throws IOException {
    demandSafe(what, file);
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  /**
   * Refuses a file that others could read or replace.
   *
   * @param what it is, as messages begin
   */
  public static void demandSafe(String what, Path file) throws IOException {
    Optional<String> problem = problem(file);
    if (problem.isPresent()) {
      throw new UnsafeFileException(what + " " + file + ": " + problem.get());
    }
  }

  /**
   * Returns who else could read or replace a file, and how to repair that; empty if only root
   * could. Looks at all that leads to the file: whoever may change a folder or a link on the way
   * chooses the file.
   */
  public static Optional<String> problem(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    long self = new UnixSystem().getUid();
    Map<String, Object> unix = Files.readAttributes(file, "unix:uid,mode");
    if (isExposed(number(unix, "uid"), number(unix, "mode"), self)) {
      return Optional.of("others may use it; repair that with: chmod 600 " + file);
    }
    for (Path step : FileWay.to(file)) {
      Optional<String> problem = problemOf(step, self);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problemOf(Path step, long self) throws IOException {
    Map<String, Object> unix =
        Files.readAttributes(step, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
    if (isForeign(number(unix, "uid"), self)) {
      return Optional.of(
          "another user owns it, or what leads to it; repair that with: chown -h %d %s"
              .formatted(self, step));
    }
    int mode = number(unix, "mode");
    boolean isFolder = Boolean.TRUE.equals(unix.get("isDirectory"));
    return isFolder && (mode & WRITE_BY_OTHERS) != 0 && (mode & STICKY) == 0
        ? Optional.of(
            "others may replace it, for they may write its folder; repair that with: chmod go-w "
                + step)
        : Optional.empty();
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (int)
        Objects.requireNonNull(
            attributes.get(name), () -> "the file system did not return the attribute " + name);
  }

  /** Returns whether a file's owner is neither the user that reads it nor root. */
  static boolean isForeign(int owner, long self) {
    return owner != self && owner != ROOT;
  }

  /** Returns whether a file's mode lets others use it. */
  static boolean isExposed(int owner, int mode, long self) {
    boolean isGivenByGroup = owner == ROOT && self != ROOT;
    return (mode & USE_BY_OTHERS & (isGivenByGroup ? ~READ_BY_GROUP : ~0)) != 0;
  }

  /** The way to a file by its name: by which folders and symbolic links. */
  static final class FileWay {
    /** As Linux has it. */
    private static final int MAX_LINKS = 40;

    private FileWay() {}

    /**
     * All folders and links from the root to a file, and the file, in the order in which they are
     * met. No name in one of them is a link but perhaps its last.
     */
    static List<Path> to(Path file) throws IOException {
      Path whole = file.toAbsolutePath();
      Path at = whole.getRoot();
      Deque<Path> ahead = new ArrayDeque<>();
      whole.forEach(ahead::addLast);
      List<Path> way = new ArrayList<>(List.of(at));
      int links = 0;
      while (!ahead.isEmpty()) {
        Path next = at.resolve(ahead.removeFirst()).normalize(); // "..": no link is left before it
        way.add(next);
        if (!Files.isSymbolicLink(next)) {
          at = next;
          continue;
        }
        if (++links > MAX_LINKS) {
          throw new FileSystemLoopException(file.toString());
        }
        Path target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        List<Path> names = new ArrayList<>();
        target.forEach(names::add);
        for (int i = names.size() - 1; i >= 0; i--) {
          ahead.addFirst(names.get(i));
        }
      }
      return way;
    }
  }
}
