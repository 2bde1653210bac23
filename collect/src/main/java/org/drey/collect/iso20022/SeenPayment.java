package org.drey.collect.iso20022;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.ObservedEvent;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * A payment as a message has it.
 *
 * @param event without header and tokens
 * @param messageId of its message; null if that has none
 * @param isOfDay whether its time is that of a notice, which says no hour of the payment
 */
record SeenPayment(
    Payment event,
    String eventId,
    Map<String, ClearValue> clear,
    @Nullable String messageId,
    List<PaymentReference> references,
    boolean isOfDay) {

  /** Returns when it was made. */
  Instant time() {
    return event.getEventTime();
  }

  /** Returns its event, as the door takes it, with what became of it. */
  ObservedEvent observed(PaymentStatus status) {
    Payment own = copy();
    own.setStatus(status);
    return new ObservedEvent(own, eventId, null, clear, false, isOfDay);
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
    return new ObservedEvent(own, id, null, clear, false, isOfDay);
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
