package org.drey.rules.state;

/** State that another release wrote, in a form that this one does not know. */
public final class UnknownVersionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnknownVersionException(int version, int known) {
    super(
        "the state is of version "
            + version
            + ", this release knows version "
            + known
            + ": start the release that wrote the savepoint, or a newer one");
  }
}
