package org.drey.collect.iso20022;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.base.DerivedIds;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.ObservedEvent;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * A payment as a message has it. Two with the same names are two payments if other accounts pay
 * them, so ids are also of the payer's account, and leave under a key alone.
 *
 * @param event without header and tokens
 * @param eventId a digest, from which a number of an account can be found by trying all
 * @param agent that instructed; null if it is not said
 * @param created when its message was made; null if that is not known
 * @param isOfDay whether its time is that of a notice, which says no hour of the payment
 * @param place of the item that says it
 */
record SeenPayment(
    Payment event,
    String eventId,
    Map<String, ClearValue> clear,
    @Nullable String agent,
    @Nullable Instant created,
    List<PaymentReference> references,
    boolean isOfDay,
    ItemPlace place) {
  private static final Set<String> ASSUMED = Set.of("channel"); // no message says it

  /** Returns when it was made. */
  Instant time() {
    return event.getEventTime();
  }

  /** Returns the reference that is one in the world; null if it has none. */
  @Nullable PaymentReference uetr() {
    return PaymentReference.uetr(references);
  }

  /** Returns whether its bank has not said what became of it. */
  boolean isAsked() {
    return event.getStatus() == PaymentStatus.UNKNOWN;
  }

  /** Returns whether one side of a payment reports both. */
  boolean isOfSameReporter(SeenPayment other) {
    return event.getReportedBy() == other.event.getReportedBy();
  }

  /**
   * Returns whether both may be one payment, of those with one UETR: not if one side reports two
   * accounts that pay. Another side may write the same account in another way.
   */
  boolean canBe(SeenPayment other) {
    return !isOfSameReporter(other) || payer().equals(other.payer());
  }

  private String payer() {
    return Objects.requireNonNull(clear.get("subject")).text();
  }

  /** Returns whether both may be in one message: an id alone may be of two. */
  boolean isOfSameMessage(SeenPayment other) {
    return (agent == null || other.agent == null || agent.equals(other.agent))
        && (created == null || other.created == null || created.equals(other.created));
  }

  /** Returns the event of a change that is about it alone. */
  ObservedEvent changed(SeenStatus to) {
    String reporter = event.getReportedBy() == null ? "" : event.getReportedBy().name();
    return changed(to, DerivedIds.of(to.eventId(), reporter, payer()));
  }

  /** Returns its event, as the door takes it, with what became of it. */
  ObservedEvent observed(PaymentStatus status) {
    Payment own = copy();
    own.setStatus(status);
    return left(own, eventId);
  }

  /** Returns the event of a change of it, of its own time and id. */
  ObservedEvent changed(SeenStatus to, String id) {
    Payment own = copy();
    own.setStatus(to.status());
    own.setEventTime(to.time());
    MessageAmount amount = to.amount();
    if (amount != null) {
      own.setAmountMinor(amount.minor());
      own.setCurrency(amount.currency());
    }
    return left(own, id);
  }

  private ObservedEvent left(Payment own, String id) {
    return new ObservedEvent(own, id, null, clear, true, isOfDay, ASSUMED);
  }

  /** Its values never change, so that they can be shared; a door writes into the event. */
  private Payment copy() {
    Payment copy = new Payment();
    for (int at = 0; at < event.getSchema().getFields().size(); at++) {
      copy.put(at, event.get(at));
    }
    return copy;
  }
}
