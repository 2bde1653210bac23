package org.drey.streaming.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.event.AlertEvent;
import org.drey.event.PaymentDetails;
import org.drey.event.PaymentReporter;
import org.jspecify.annotations.Nullable;

/**
 * Payments that both firms reported: people who read an alert count payments, so it shows such a
 * one once, as the payer's firm knows it. Rules count days and people, which two copies do not
 * change.
 */
final class PaymentCopies {
  /** The firms may date one payment differently: when it was ordered, and when it arrived. */
  private static final Duration APART = Duration.ofDays(1);

  private PaymentCopies() {}

  /** The fields that two copies of a payment have in common. */
  private record PaidAmount(String subject, String payee, @Nullable Double amount) {
    static PaidAmount of(PaymentDetails payment) {
      return new PaidAmount(payment.getSubject(), payment.getPayee(), payment.getAmount());
    }
  }

  /** Returns the events without copies of the payee's firm whose original is among them. */
  static List<AlertEvent> leftOut(List<AlertEvent> events) {
    if (events.stream().noneMatch(PaymentCopies::isCopy)) {
      return events;
    }
    Map<PaidAmount, List<AlertEvent>> originals = new HashMap<>();
    for (AlertEvent event : events) {
      if (event.getPayment() != null && !isCopy(event)) {
        originals
            .computeIfAbsent(PaidAmount.of(event.getPayment()), paid -> new ArrayList<>())
            .add(event);
      }
    }
    return events.stream()
        .filter(event -> !isCopy(event) || !takeOriginal(event, originals))
        .toList();
  }

  private static boolean isCopy(AlertEvent event) {
    PaymentDetails payment = event.getPayment();
    return payment != null && PaymentReporter.PAYEE_FIRM.name().equals(payment.getReportedBy());
  }

  /** Takes the original of a copy, if it is there: each has one copy. */
  private static boolean takeOriginal(
      AlertEvent copy, Map<PaidAmount, List<AlertEvent>> originals) {
    List<AlertEvent> same = originals.getOrDefault(PaidAmount.of(copy.getPayment()), List.of());
    for (AlertEvent original : same) {
      Duration apart = Duration.between(original.getEventTime(), copy.getEventTime()).abs();
      if (apart.compareTo(APART) <= 0) {
        return same.remove(original);
      }
    }
    return false;
  }
}
