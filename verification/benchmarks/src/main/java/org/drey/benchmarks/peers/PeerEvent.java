package org.drey.benchmarks.peers;

import java.io.Serializable;
import org.drey.benchmarks.operator.PaymentKind;
import org.drey.event.Payment;

/**
 * A payment as the rules here see it.
 *
 * @param wanted whether it is from person to person, which all rules ask for; else it is at a shop
 * @param amountMinor in pence
 */
public record PeerEvent(
    String id, String payer, String payee, long time, long amountMinor, boolean wanted)
    implements Serializable {

  /** Returns it as a provider sends it. */
  Payment payment() {
    PaymentKind kind = wanted ? PaymentKind.ELIGIBLE : PaymentKind.PURCHASE;
    Payment payment = kind.payment(id, payer, payee, time);
    payment.setAmountMinor(amountMinor);
    return payment;
  }
}
