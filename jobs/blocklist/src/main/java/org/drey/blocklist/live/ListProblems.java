package org.drey.blocklist.live;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** The problems met in reading a list, in words that hold no entry. */
public final class ListProblems {
  private ListProblems() {}

  /** Only exceptions of reading say where and why without an entry in them. */
  public static String describe(Throwable e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    return e instanceof IOException
        ? String.valueOf(e.getMessage())
        : "the list cannot be read (" + e.getClass().getSimpleName() + ")";
  }
}
