package org.drey.topics;

import java.io.IOException;

/** A topic that is there and may not be read; the message says which. */
public final class MayNotReadException extends IOException {
  private static final long serialVersionUID = 1L;

  MayNotReadException(String message) {
    super(message);
  }
}
