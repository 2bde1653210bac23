package org.drey.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/**
 * What the file system refuses: nothing that has to be reported. A job wraps such a fault several
 * times; one that is itself the consequence of a fault of the program is none.
 */
final class FileFaults {
  private FileFaults() {}

  /** What could not be read or written and why; nothing if the error comes from something else. */
  static Optional<String> message(Throwable error) {
    FileSystemException named = null;
    Throwable last = error;
    for (Throwable one = error; one != null; one = one.getCause()) {
      if (named == null && one instanceof FileSystemException file) {
        named = file;
      }
      last = one;
    }
    if (!(last instanceof IOException fault)) {
      return Optional.empty();
    }
    IOException said = named == null ? fault : named;
    return Optional.of(
        said instanceof NoSuchFileException missing
            ? "There is no file or folder " + missing.getFile()
            : "Cannot read or write: " + said.getMessage() + reason(said));
  }

  /** What the exception says by its class alone. */
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
