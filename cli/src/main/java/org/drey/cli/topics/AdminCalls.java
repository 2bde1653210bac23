package org.drey.cli.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.drey.topics.BrokerFaults;
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
      throws BrokersException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failed(e, operation, what);
    }
  }

  /** An error that says what was tried, and on what. */
  static BrokersException failed(ExecutionException e, String operation, String what) {
    Throwable cause = e.getCause();
    String said = BrokerFaults.shortly(e);
    return new BrokersException(message(cause, operation, what, said), cause);
  }

  private static String message(
      @Nullable Throwable cause, String operation, String what, String said) {
    if (cause instanceof AuthorizationException) {
      return "the brokers deny %s of %s: allow it to this user, or use another"
          .formatted(operation, what);
    }
    if (cause instanceof SslAuthenticationException) {
      return said;
    }
    if (cause instanceof AuthenticationException) {
      return "the brokers do not take this user: " + said;
    }
    if (cause instanceof TimeoutException) {
      return "no broker answers: " + said;
    }
    if (cause instanceof SecurityDisabledException) {
      return "the brokers have no access lists, so that everyone may do everything: set"
          + " authorizer.class.name";
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return "%s of %s failed: %s: lower --replication".formatted(operation, what, said);
    }
    return "%s of %s failed: %s".formatted(operation, what, said);
  }
}
