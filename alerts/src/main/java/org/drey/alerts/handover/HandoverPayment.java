package org.drey.alerts.handover;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import org.drey.alerts.explain.EventLabels;
import org.drey.event.AlertEvent;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;

/**
 * A payment behind an alert, as a financial intelligence unit needs it.
 *
 * @param amount in the reference currency, to its hundredths; null if it is not known
 */
record HandoverPayment(
    Instant time,
    String provider,
    String eventId,
    @Nullable BigDecimal amount,
    PaymentDetails details,
    HandoverParty from,
    HandoverParty to) {
  private static final String COMPLETED = "COMPLETED";

  static HandoverPayment of(
      AlertEvent event, PaymentDetails details, HandoverParty from, HandoverParty to) {
    Double amount = details.getAmount();
    return new HandoverPayment(
        event.getEventTime(),
        event.getProvider(),
        event.getEventId(),
        amount == null ? null : BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP),
        details,
        from,
        to);
  }

  /** Returns who paid the one that the report is about, or was paid by them. */
  HandoverParty counterpart() {
    return to.isReported() ? from : to;
  }

  /** Returns the country of that one's account. */
  String counterpartCountry() {
    return to.isReported() ? details.getPayerCountry() : details.getPayeeCountry();
  }

  boolean isCompleted() {
    return details.getStatus().equals(COMPLETED);
  }

  /** Returns what became of it, in a word: "declined". */
  String outcome() {
    return words(details.getStatus());
  }

  /** Returns how and with what outcome: "p2p, completed". */
  String manner() {
    return words(details.getChannel()) + ", " + outcome() + EventLabels.of(details);
  }

  private static String words(String symbol) {
    return symbol.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
