package org.drey.terminal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.drey.base.FileErrors;
import org.drey.base.PlainText;
import org.drey.base.UnsafeFileException;
import org.drey.topics.BrokerException;
import org.jspecify.annotations.Nullable;

/**
 * Faults that the file system or the network reports, which are no faults of the program. A job
 * wraps such a fault several times; one that is itself the consequence of a fault of the program is
 * none.
 */
final class FileFaults {
  private FileFaults() {}

  /**
   * Returns what could not be read or written and why; nothing if the error comes from something
   * else.
   */
  static Optional<String> message(Throwable error) {
    IOException fault = error instanceof IOException said ? said : inside(error);
    return Optional.ofNullable(fault).map(said -> PlainText.text(words(said)));
  }

  private static String words(IOException said) {
    return said instanceof UnsafeFileException || said instanceof BrokerException
        ? String.valueOf(said.getMessage())
        : FileErrors.words(said);
  }

  /** The fault that all others follow from; of one that is wrapped, the first that names a file. */
  private static @Nullable IOException inside(Throwable error) {
    IOException named = null;
    Throwable last = error;
    for (Throwable one = error; one != null; one = one.getCause()) {
      named = named == null && one instanceof FileSystemException file ? file : named;
      last = one;
    }
    return last instanceof IOException fault ? (named == null ? fault : named) : null;
  }
}
