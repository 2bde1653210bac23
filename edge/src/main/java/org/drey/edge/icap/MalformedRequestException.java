package org.drey.edge.icap;

/** A request that is not as RFC 3507 has it. Says nothing of what was in it. */
final class MalformedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** With the status to answer with. */
  MalformedRequestException(int status) {
    super("malformed request", null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
