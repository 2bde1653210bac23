package org.drey.blocklist.publish;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A check for what makes a key no secret: who else could have put it there, and what anyone would
 * guess.
 */
final class KeyGuard {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;
  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int WRITE_BY_OTHERS = 0022;

  /** Of 16 random bytes, or 32 random hex digits, fewer differ less than once in ten million. */
  private static final int LEAST_DIFFERENT = 8;

  private KeyGuard() {}

  /**
   * Returns who else could replace a file, and how to repair that; empty if only root could. Looks
   * at all that leads to the file: whoever may change a folder or a link on the way chooses the
   * file.
   */
  static Optional<String> problem(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    long self = new UnixSystem().getUid();
    for (Path step : FileWay.to(file)) {
      Map<String, Object> unix = Files.readAttributes(step, "unix:uid,mode,isDirectory", NOFOLLOW);
      if (isForeign(number(unix, "uid"), self)) {
        return Optional.of(
            "another user owns it, or what leads to it; repair that with: chown -h %d %s"
                .formatted(self, step));
      }
      int mode = number(unix, "mode");
      boolean isFolder = Boolean.TRUE.equals(unix.get("isDirectory"));
      if (isFolder && (mode & WRITE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
        return Optional.of(
            "others may replace it, for they may write its folder; repair that with: chmod go-w "
                + step);
      }
    }
    return Optional.empty();
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

  /** Returns whether a key has too few different bytes, repeats itself or goes on in steps. */
  static boolean isWeak(byte[] key) {
    Set<Byte> bytes = new HashSet<>();
    Set<Integer> steps = new HashSet<>();
    for (int i = 0; i < key.length; i++) {
      bytes.add(key[i]);
      if (i > 0) {
        steps.add(key[i] - key[i - 1]);
      }
    }
    return bytes.size() < LEAST_DIFFERENT || steps.size() < LEAST_DIFFERENT / 2 || repeats(key);
  }

  private static boolean repeats(byte[] key) {
    for (int period = 1; period <= key.length / 2; period++) {
      int at = period;
      while (at < key.length && key[at] == key[at - period]) {
        at++;
      }
      if (at == key.length) {
        return true;
      }
    }
    return false;
  }
}
