package org.drey.collect.iso20022;

/**
 * A rejection or a return, with the mark of the message that says it.
 *
 * @param mark held for as long as this one waits for its payment
 */
record HeldStatus(SeenStatus status, SourceMark mark) {

  /** Returns whether it is the same object: two messages may say the same. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return status.eventId().hashCode();
  }
}
