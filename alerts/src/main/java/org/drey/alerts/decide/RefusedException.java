package org.drey.alerts.decide;

/** A verdict that is not allowed; the message says what is. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
