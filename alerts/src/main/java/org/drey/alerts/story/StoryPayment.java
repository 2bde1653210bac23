package org.drey.alerts.story;

import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;

/**
 * A payment of a story.
 *
 * @param time milliseconds since 1970
 * @param other who was paid; on an alert about who is paid, who paid
 * @param amount in the reference currency; null without a rate
 * @param completed whether it was carried out
 */
public record StoryPayment(long time, String other, @Nullable Double amount, boolean completed) {
  private static final String COMPLETED = "COMPLETED";

  /** Returns whether an alert is about one who is paid, and not about one who pays. */
  public static boolean isPaid(Alert alert) {
    return alert.getEvents().stream()
        .map(AlertEvent::getPayment)
        .anyMatch(one -> one != null && isPaid(one, alert));
  }

  private static boolean isPaid(PaymentDetails payment, Alert alert) {
    return payment.getPayee().equals(alert.getEntity());
  }

  /** Reads it of an event that has it. */
  static StoryPayment of(AlertEvent event, PaymentDetails payment, Alert alert) {
    return new StoryPayment(
        event.getEventTime().toEpochMilli(),
        isPaid(payment, alert) ? payment.getSubject() : payment.getPayee(),
        payment.getAmount(),
        payment.getStatus().equals(COMPLETED));
  }
}
