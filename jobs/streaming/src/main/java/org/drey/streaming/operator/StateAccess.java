package org.drey.streaming.operator;

import org.jspecify.annotations.Nullable;

/**
 * Access to Flink's state. What cannot be reached, or read, is no fault of the record at hand: it
 * becomes a {@link StateFailedException}, and the task has to fail.
 */
final class StateAccess {
  private StateAccess() {}

  /** Takes a value from state; null for none. */
  interface Source<R> {
    @Nullable R read() throws Exception;
  }

  /** Makes a value of the bytes that are kept of it. */
  interface Decoder<R> {
    R read(byte[] bytes);
  }

  /** Changes state. */
  interface Change {
    void write() throws Exception;
  }

  static <R> @Nullable R read(Source<R> source) {
    try {
      return source.read();
    } catch (Exception | StackOverflowError e) { // as far as a safety net would catch it
      throw new StateFailedException(e);
    }
  }

  static <R> @Nullable R read(Source<byte[]> source, Decoder<R> decoder) {
    return read(
        () -> {
          byte[] bytes = source.read();
          return bytes == null ? null : decoder.read(bytes);
        });
  }

  static void write(Change change) {
    Object unused =
        read(
            () -> {
              change.write();
              return null;
            });
  }
}
