package org.drey.benchmarks.operator;

import java.time.Instant;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;
import org.drey.event.Relationship;

/**
 * Payments as the rules of the catalogue distinguish them. How many of each a country makes a day
 * is assumed: 60 million, of which 6 million are not worth a rule.
 */
public enum PaymentKind {
  /** Small, abroad, from person to person, who do not know each other. */
  ELIGIBLE(1),
  /** The same to an account that is new; the country's are among the eligible ones. */
  TO_NEW_ACCOUNT(0),
  /** Small, at home, to a payee who is not known yet. */
  IN_BAND_AT_HOME(5),
  /** To a payee whom the payment firm has verified as a relative. */
  FAMILY(5),
  /** To a person who was first paid more than half a year ago. */
  LONG_KNOWN(8),
  /** At a shop. */
  PURCHASE(35);

  private final int millionsADay;

  PaymentKind(int millionsADay) {
    this.millionsADay = millionsADay;
  }

  /** Returns how many millions of them the country makes a day. */
  public int millionsADay() {
    return millionsADay;
  }

  /** Returns one of this kind. */
  public Payment payment(String id, String payer, String payee, long time) {
    Payment.Builder payment = smallAbroad(id, payer, payee, time);
    return switch (this) {
      case ELIGIBLE -> payment.build();
      case TO_NEW_ACCOUNT -> payment.setPayeeAccountAgeDays(5L).build();
      case IN_BAND_AT_HOME -> payment.setPayeeCountry("GB").build();
      case FAMILY ->
          payment
              .setRelationship(Relationship.VERIFIED_FAMILY)
              .setAmountMinor(25_000)
              .setPurpose(Purpose.FAMILY)
              .build();
      case LONG_KNOWN -> payment.setPayeeTenureDays(400L).setAmountMinor(25_000).build();
      case PURCHASE ->
          payment
              .setPayeeKind(PayeeKind.BUSINESS)
              .setChannel(Channel.CARD)
              .setPayeeCountry("GB")
              .setPurpose(Purpose.GOODS)
              .setMcc("5411")
              .build();
    };
  }

  private static Payment.Builder smallAbroad(String id, String payer, String payee, long time) {
    return Payment.newBuilder()
        .setEventId(id)
        .setEventTime(Instant.ofEpochMilli(time))
        .setProvider("bank.example")
        .setTokenDomain("default")
        .setKeyVersion(1)
        .setSubject(payer)
        .setPayee(payee)
        .setPayeeKind(PayeeKind.PERSON)
        .setChannel(Channel.P2P)
        .setStatus(PaymentStatus.COMPLETED)
        .setAmountMinor(2_500)
        .setCurrency("GBP")
        .setPayerCountry("GB")
        .setPayeeCountry("NL")
        .setPayerUtcOffsetMinutes(0L)
        .setPayerAgeBand(AgeBand.ADULT)
        .setPayeeTenureDays(3L)
        .setRelationship(Relationship.NONE)
        .setPurpose(Purpose.OTHER)
        .setKycLevel(KycLevel.FULL);
  }
}
