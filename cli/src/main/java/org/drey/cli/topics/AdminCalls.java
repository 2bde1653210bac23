package org.drey.cli.topics;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers of brokers to an administrator, whose errors say what a person can do. */
final class AdminCalls {
  private AdminCalls() {}

  /**
   * Waits for an answer.
   *
   * @param operation by which access lists allow it
   * @param what it is on: a topic, or {@code the cluster}
   */
  static <T> T get(KafkaFuture<T> answer, String operation, String what)
      throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failed(e, operation, what);
    }
  }

  /** An error that says what was tried, and on what. */
  static IOException failed(ExecutionException e, String operation, String what) {
    Throwable cause = e.getCause();
    if (cause instanceof AuthorizationException) {
      return new IOException(
          "the brokers deny %s of %s: allow it to this user, or use another"
              .formatted(operation, what),
          cause);
    }
    if (cause instanceof TimeoutException) {
      return new IOException("no broker answers: " + message(cause), cause);
    }
    return new IOException("%s of %s failed: %s".formatted(operation, what, message(cause)), cause);
  }

  private static @Nullable String message(@Nullable Throwable cause) {
    return cause == null ? null : cause.getMessage();
  }
}
