package org.drey.terminal;

/** Something that a person can put right; the message says what and how. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }
}
