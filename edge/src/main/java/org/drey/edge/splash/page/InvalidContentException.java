package org.drey.edge.splash.page;

/** A file with what the page says cannot be used; the message says where it is wrong and how. */
public final class InvalidContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidContentException(String file, int line, String reason) {
    super(file + ":" + line + ": " + reason);
  }
}
