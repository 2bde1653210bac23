package org.drey.collect.iso20022;

import org.drey.collect.feed.RefusalReason;

/** Thrown for an item of a message that becomes no record. Never has what the item says. */
final class RefusedItemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  RefusedItemException(RefusalReason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  RefusalReason reason() {
    return reason;
  }
}
