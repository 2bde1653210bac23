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
 * @param references the payment; of a whole message that was rejected none
 * @param messageId of the message with the payment; null if it is not said
 * @param amount that is returned; null for all
 * @param original the payment as this message repeats it; null if it does not
 */
record SeenStatus(
    PaymentStatus status,
    Instant time,
    String eventId,
    List<PaymentReference> references,
    @Nullable String messageId,
    @Nullable MessageAmount amount,
    @Nullable SeenPayment original) {}
