package org.drey.rules.score;

/** State that another release wrote, in a form that this one does not know. */
public final class UnknownVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownVersionException(String what, int version, int known) {
    super(
        "the state of "
            + what
            + " is of version "
            + version
            + ", this release knows up to "
            + known
            + ": start the release that wrote the savepoint, or a newer one");
  }
}
