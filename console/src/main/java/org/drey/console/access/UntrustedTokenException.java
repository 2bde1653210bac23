package org.drey.console.access;

/** An id token that is not what a provider issues for the attempt to sign in; says why. */
public final class UntrustedTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  UntrustedTokenException(Exception why) {
    super(why.getMessage(), why);
  }
}
