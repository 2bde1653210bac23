package org.drey.cli.topics;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that brokers did not answer, or refused; the message says which, and on what. */
public final class BrokersException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokersException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
