package org.drey.topics;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brokers could not be used; the message is one line that says which, why and what to do. */
public final class BrokerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
