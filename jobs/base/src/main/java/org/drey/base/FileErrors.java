package org.drey.base;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Errors of reading and writing, which say of themselves only why: "No space left on device". */
public final class FileErrors {
  private FileErrors() {}

  /** The same with the file that it was. One that says more than an IOException is returned. */
  public static IOException named(String file, IOException error) {
    if (error.getClass() != IOException.class) {
      return error;
    }
    IOException named = new FileSystemException(file, null, error.getMessage());
    named.initCause(error);
    return named;
  }
}
