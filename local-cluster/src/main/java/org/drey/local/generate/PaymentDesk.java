package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.drey.event.Channel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;

/** Turns a person's payment into a payment firm's record of it. */
final class PaymentDesk {
  /** Remittance firms often book what arrives, not what was handed in. */
  private static final double IN_PAYEE_CURRENCY = 0.3;

  private final Journal journal;

  PaymentDesk(Journal journal) {
    this.journal = journal;
  }

  /**
   * What is paid, and how.
   *
   * @param pence the worth in pounds, in minor units; the record may be in another currency
   */
  record Bill(long pence, Channel channel, Purpose purpose, PaymentStatus status) {
    static Bill of(long pence, Channel channel, Purpose purpose) {
      return new Bill(pence, channel, purpose, PaymentStatus.COMPLETED);
    }
  }

  void pay(Subject payer, Instant at, Tie tie, Bill bill, Random random) {
    Payee payee = tie.payee();
    boolean remitted = bill.channel() == Channel.REMITTANCE;
    boolean theirs = remitted && Chance.happens(random, IN_PAYEE_CURRENCY);
    String currency = (theirs ? payee.country() : payer.country()).currency();
    boolean business = payee.kind() != PayeeKind.PERSON;

    Payment payment = new Payment();
    payment.setProvider(remitted ? Providers.REMITTANCE : payer.bank());
    payment.setEventId(journal.nextId(payment.getProvider()));
    payment.setEventTime(at);
    payment.setTokenDomain(Providers.TOKEN_DOMAIN);
    payment.setKeyVersion(Providers.KEY_VERSION);
    payment.setSubject(payer.token());
    payment.setPayee(payee.token());
    payment.setPayeeKind(payee.kind());
    payment.setChannel(bill.channel());
    payment.setStatus(bill.status());
    payment.setAmountMinor(Rates.minorUnits(bill.pence(), currency));
    payment.setCurrency(currency);
    payment.setPayerCountry(payer.country().code());
    payment.setPayeeCountry(payee.country().code());
    payment.setPayerUtcOffsetMinutes((long) payer.country().utcOffsetMinutes());
    payment.setPayerAgeBand(payer.age());
    payment.setPayeeTenureDays(tie.tenureDays(at));
    payment.setRelationship(tie.relationship());
    payment.setPurpose(bill.purpose());
    payment.setMcc(business ? payee.trade() : null);
    payment.setMerchant(business ? payee.token() : null);
    payment.setDevice(payer.device());
    payment.setPayeeAccountAgeDays(Math.max(0, Duration.between(payee.opened(), at).toDays()));
    payment.setKycLevel(payee.kyc());
    journal.add(payment, at);
  }
}
