package org.drey.alerts.handover;

import org.jspecify.annotations.Nullable;

/**
 * An end of a payment, or one who is in a live session.
 *
 * @param token null of one who may be a victim
 * @param number in place of the token, such as "payer 1"; the same in all of a document; else empty
 */
record HandoverParty(Role role, @Nullable String token, String number) {
  /** The role of a party. */
  enum Role {
    /** The one that the report is about. */
    SUBJECT,
    /** The same, where it is a victim. */
    VICTIM,
    OTHER,
    /** Never named in a report about another; the payment's number leads to them. */
    MAY_BE_VICTIM
  }

  /** Returns whether the report is about it. */
  boolean isReported() {
    return role == Role.SUBJECT || role == Role.VICTIM;
  }
}
