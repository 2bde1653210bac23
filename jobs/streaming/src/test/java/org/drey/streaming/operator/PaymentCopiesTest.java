package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.drey.event.AlertEvent;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which payments an alert shows, where two firms reported some of them. */
final class PaymentCopiesTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static AlertEvent payment(
      String id, Duration after, @Nullable Double amount, @Nullable String reportedBy) {
    PaymentDetails details =
        new PaymentDetails(
            "p1", "q1", amount, "P2P", "COMPLETED", "GB", "GB", "NONE", null, null, reportedBy);
    AlertEvent event = new AlertEvent();
    event.setEventId(id);
    event.setEventTime(NOON.plus(after));
    event.setPayment(details);
    return event;
  }

  private static List<String> left(AlertEvent... events) {
    return PaymentCopies.leftOut(List.of(events)).stream().map(AlertEvent::getEventId).toList();
  }

  @Test
  void ofTwoCopiesThePayersIsShown() {
    AlertEvent original = payment("a", Duration.ZERO, 12.5, null);
    AlertEvent copy = payment("b", Duration.ofDays(-1), 12.5, "PAYEE_FIRM");
    assertEquals(List.of("a"), left(original, copy));
    assertEquals(List.of("a"), left(copy, payment("a", Duration.ZERO, 12.5, "PAYER_FIRM")));
    assertEquals(List.of("b"), left(copy), "the payer's firm is silent");
  }

  @Test
  void ofTwoPaymentsEachHasOneCopy() {
    AlertEvent first = payment("a1", Duration.ZERO, 12.5, null);
    AlertEvent second = payment("a2", Duration.ofHours(1), 12.5, null);
    AlertEvent copy = payment("b1", Duration.ofMinutes(1), 12.5, "PAYEE_FIRM");
    AlertEvent other = payment("b2", Duration.ofMinutes(61), 12.5, "PAYEE_FIRM");
    AlertEvent third = payment("b3", Duration.ofHours(2), 12.5, "PAYEE_FIRM");
    assertEquals(List.of("a1", "a2", "b3"), left(first, second, copy, other, third));
  }

  @Test
  void anotherAmountOrDayIsAnotherPayment() {
    AlertEvent copy = payment("b", Duration.ofHours(25), 12.5, "PAYEE_FIRM");
    AlertEvent amount = payment("c", Duration.ZERO, 13.5, "PAYEE_FIRM");
    AlertEvent none = payment("d", Duration.ZERO, null, "PAYEE_FIRM");
    AlertEvent original = payment("a", Duration.ZERO, 12.5, null);
    assertEquals(List.of("a", "b", "c", "d"), left(original, copy, amount, none));
  }

  @Test
  void otherEventsStay() {
    AlertEvent signal = new AlertEvent();
    signal.setEventId("s");
    List<AlertEvent> all = Stream.of(signal, payment("a", Duration.ZERO, 12.5, null)).toList();
    assertEquals(all, PaymentCopies.leftOut(all));
  }
}
