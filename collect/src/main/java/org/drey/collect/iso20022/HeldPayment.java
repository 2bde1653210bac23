package org.drey.collect.iso20022;

import java.time.Instant;
import org.drey.collect.feed.ObservedEvent;
import org.drey.event.PaymentStatus;

/** A payment that is remembered, and before it is sent may become a declined one. */
final class HeldPayment {
  private SeenPayment payment;
  private boolean isDeclined;
  private boolean isSent;

  HeldPayment(SeenPayment payment) {
    this.payment = payment;
  }

  SeenPayment payment() {
    return payment;
  }

  boolean isSent() {
    return isSent;
  }

  /** Returns whether another message says that the payment was made, and this one only asked. */
  boolean isConfirmedBy(SeenPayment other) {
    return !isSent
        && payment.event().getStatus() == PaymentStatus.UNKNOWN
        && other.event().getStatus() == PaymentStatus.COMPLETED;
  }

  void confirm(SeenPayment other) {
    payment = other;
  }

  /** Declines it; returns whether that is said now or was before, and needs no event of its own. */
  boolean isDeclinedBy(SeenStatus status, Instant until) {
    if (status.status() != PaymentStatus.DECLINED) {
      return false;
    }
    isDeclined |= !isSent && !status.time().isAfter(until);
    return isDeclined;
  }

  /** Returns the event, to be sent. */
  ObservedEvent sent() {
    isSent = true;
    return payment.observed(isDeclined ? PaymentStatus.DECLINED : payment.event().getStatus());
  }
}
