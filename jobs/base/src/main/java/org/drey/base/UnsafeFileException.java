package org.drey.base;

import java.io.IOException;

/** A file of secrets that others could read or replace; the message says how to repair that. */
public final class UnsafeFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsafeFileException(String message) {
    super(message);
  }
}
