package org.drey.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

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

  /** Returns what could not be read or written, and why. */
  public static String words(IOException error) {
    return error instanceof NoSuchFileException missing
        ? "There is no file or folder " + missing.getFile()
        : "Cannot read or write: " + error.getMessage() + reason(error);
  }

  /** Returns what the exception says by its class alone. */
  private static String reason(IOException error) {
    if (!(error instanceof FileSystemException file) || file.getReason() != null) {
      return "";
    }
    return file instanceof AccessDeniedException
        ? ": permission denied"
        : file instanceof FileAlreadyExistsException
            ? ": is there already"
            : file instanceof NotDirectoryException ? ": is no folder" : "";
  }
}
