package org.drey.collect.iso20022;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.collect.feed.ObservedEvent;
import org.drey.event.PayeeKind;
import org.drey.event.PaymentStatus;

/**
 * A payment that is remembered, and before it is sent may become a declined one. Until then it
 * holds the marks of all messages that made it what it is.
 */
final class HeldPayment {
  private final Instant taken;
  private SeenPayment payment;
  private List<SourceMark> marks = new ArrayList<>(1);
  private List<HeldStatus> applied = List.of(); // before it is sent
  private boolean isDeclined;
  private boolean isDeclinedLate;
  private boolean isSent;

  /**
   * A payment that was not sent.
   *
   * @param mark of the message that has it
   */
  HeldPayment(SeenPayment payment, SourceMark mark) {
    this.payment = payment;
    this.taken = mark.taken();
    hold(mark);
  }

  private void hold(SourceMark mark) {
    mark.hold();
    marks.add(mark);
  }

  SeenPayment payment() {
    return payment;
  }

  /** Returns when its message was taken. */
  Instant taken() {
    return taken;
  }

  boolean isSent() {
    return isSent;
  }

  /** Returns whether another message says that the payment was made, and this one only asked. */
  boolean isConfirmedBy(SeenPayment other) {
    return !isSent && payment.isAsked() && other.event().getStatus() == PaymentStatus.COMPLETED;
  }

  /**
   * Returns whether another message with the same UETR needs no event of its own. What was paid
   * does, if what was asked for is sent already.
   */
  boolean isSameAs(SeenPayment other) {
    boolean isSaid = payment.eventId().equals(other.eventId()) || other.isAsked();
    return payment.isOfSameReporter(other) && (isSaid || isConfirmedBy(other));
  }

  /** Returns what became of it before it is sent: the other side's copy shares it. */
  List<HeldStatus> applied() {
    return applied;
  }

  /** Replaces what was asked for by what was made; what only the former says of the payee stays. */
  void confirm(SeenPayment other, SourceMark mark) {
    PayeeKind asked = payment.event().getPayeeKind();
    payment = other;
    if (other.event().getPayeeKind() == PayeeKind.UNKNOWN) {
      other.event().setPayeeKind(asked);
    }
    hold(mark);
  }

  /**
   * Declines it, if that is said in time; returns whether it is declined now or was before, also by
   * a late event, and needs none of its own. The times at which messages were taken decide, too, so
   * that it is the same for messages that are read again.
   */
  boolean isDeclinedBy(HeldStatus of, Duration hold) {
    if (of.status().status() != PaymentStatus.DECLINED) {
      note(of);
      return false;
    }
    boolean isInTime =
        !of.status().time().isAfter(payment.time().plus(hold))
            && !of.mark().taken().isAfter(taken.plus(hold));
    if (isInTime && !isSent && !isDeclined) {
      isDeclined = true;
      hold(of.mark());
      note(of);
    }
    boolean needsNone = isDeclined || isDeclinedLate;
    isDeclinedLate = !isDeclined;
    return needsNone;
  }

  private void note(HeldStatus of) {
    if (!isSent) {
      applied = Stream.concat(applied.stream(), Stream.of(of)).toList(); // mostly one
    }
  }

  /** Returns the event, to be sent. */
  ObservedEvent sent() {
    isSent = true;
    marks.forEach(SourceMark::release);
    marks = List.of();
    applied = List.of();
    return payment.observed(isDeclined ? PaymentStatus.DECLINED : payment.event().getStatus());
  }
}
