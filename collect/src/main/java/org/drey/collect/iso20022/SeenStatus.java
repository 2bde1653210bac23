package org.drey.collect.iso20022;

import java.time.Instant;
import java.util.List;
import org.drey.event.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * A rejection or a return.
 *
 * @param status DECLINED or REVERSED
 * @param eventId of the event that it is if the payment has its own already
 * @param references the payment; of a whole message that was rejected the message
 * @param messageCreated when the message with the payment was made; null if it is not said
 * @param amount that is returned; null for all
 * @param original the payment as this message repeats it; null if it does not
 * @param place of the item that says it
 */
record SeenStatus(
    PaymentStatus status,
    Instant time,
    String eventId,
    List<PaymentReference> references,
    @Nullable Instant messageCreated,
    @Nullable MessageAmount amount,
    @Nullable SeenPayment original,
    ItemPlace place) {

  /** Returns the reference that is one in the world; null if it says none. */
  @Nullable PaymentReference uetr() {
    return PaymentReference.uetr(references);
  }

  /** Returns the names by which it waits for its payment: of a UETR no other is needed. */
  List<PaymentReference> awaited() {
    PaymentReference uetr = uetr();
    return uetr == null
        ? references.stream().filter(PaymentReference::isSure).toList()
        : List.of(uetr);
  }

  /** Returns whether nothing that it says is otherwise in a payment that a weaker name means. */
  boolean canMean(SeenPayment payment) {
    return isNoOther(uetr(), payment.uetr()) && isNoOther(messageCreated, payment.created());
  }

  /** Returns whether it is of a payment that has a name by which it waits. */
  boolean isOf(SeenPayment payment, PaymentReference name) {
    boolean isOfPayer = original == null || original.canBe(payment);
    return name.equals(uetr()) ? isOfPayer : canMean(payment);
  }

  private static boolean isNoOther(@Nullable Object said, @Nullable Object of) {
    return said == null || of == null || said.equals(of);
  }
}
