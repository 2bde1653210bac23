package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.drey.local.people.PeopleValues;

/** The payment firms: a payment becomes a record, with what they know of the two. */
final class PaymentDesk {
  /** Remittance firms often book what arrives, not what was handed in. */
  private static final double IN_PAYEE_CURRENCY = 0.3;

  /** One payee in so many has an account at a firm that reports, too. */
  private static final int WITH_PAYEES_BANK = 4;

  private final DeliveredEvents journal;
  private final Random random;
  private final Map<String, Tie> ties = new HashMap<>();

  PaymentDesk(DeliveredEvents journal, Random random) {
    this.journal = journal;
    this.random = random;
  }

  /** Since when a payer pays a payee, and what is known to tie them. */
  private record Tie(Instant since, Relationship relationship) {}

  /**
   * Records a payment, from account to account unless something else is given.
   *
   * @param pence the worth in pounds, in minor units; the record may be in another currency
   */
  void pay(
      WorldMember payer,
      WorldMember payee,
      Instant at,
      long pence,
      Consumer<SpecificRecordBase> given) {
    Payment payment = new Payment();
    payment.setChannel(Channel.P2P);
    payment.setStatus(PaymentStatus.COMPLETED);
    payment.setPurpose(Purpose.OTHER);
    given.accept(payment);
    boolean remitted = payment.getChannel() == Channel.REMITTANCE;
    boolean theirs = remitted && SeededRandom.happens(random, IN_PAYEE_CURRENCY);
    if (payment.getCurrency() == null) {
      payment.setCurrency((theirs ? payee : payer).country().currency());
    }
    payment.setAmountMinor(WorldConfiguration.minorUnits(pence, payment.getCurrency()));
    setPayer(payment, payer);
    setPayee(payment, payee, at);
    Tie tie = ties.computeIfAbsent(payer.subject() + " " + payee.payee(), pair -> tie(payee, at));
    payment.setPayeeTenureDays(days(tie.since, at));
    payment.setRelationship(tie.relationship);
    journal.record(payment, remitted ? ProviderFirms.REMITTANCE : payer.bank(), at, given);
    if (payment.getPayeeKind() == PayeeKind.PERSON && isWithPayeesBank(payee)) {
      journal.recordCopy(copyOf(payment), ProviderFirms.PAYEES_BANK, at);
    }
  }

  private static boolean isWithPayeesBank(WorldMember payee) {
    return Math.floorMod(payee.payee().hashCode(), WITH_PAYEES_BANK) == 0;
  }

  /** Returns what the payee's firm knows: little more of the payer than that there is one. */
  private static Payment copyOf(Payment payment) {
    Payment copy = Payment.newBuilder(payment).build();
    copy.setReportedBy(PaymentReporter.PAYEE_FIRM);
    copy.setPayerAgeBand(AgeBand.UNKNOWN);
    copy.setRelationship(Relationship.UNKNOWN);
    copy.setPayeeTenureDays(null);
    copy.setPayerUtcOffsetMinutes(null);
    copy.setDevice(null);
    return copy;
  }

  private static void setPayer(Payment payment, WorldMember payer) {
    payment.setSubject(payer.subject());
    payment.setPayerCountry(payer.country().code());
    payment.setPayerUtcOffsetMinutes((long) payer.country().utcOffsetMinutes());
    payment.setPayerAgeBand(payer.age());
    payment.setDevice(payer.device());
  }

  private static void setPayee(Payment payment, WorldMember payee, Instant at) {
    PayeeKind kind = payee.role().values().symbol("payee", PayeeKind.class);
    boolean person = kind == PayeeKind.PERSON;
    payment.setPayee(payee.payee());
    payment.setPayeeKind(kind);
    payment.setPayeeCountry(payee.country().code());
    payment.setMcc(payee.mcc());
    payment.setMerchant(person ? null : payee.payee());
    payment.setPayeeAccountAgeDays(days(payee.opened(), at));
    payment.setKycLevel(person ? KycLevel.BASIC : KycLevel.FULL);
  }

  /** Returns what ties them; no one is known before there is an account. */
  private Tie tie(WorldMember payee, Instant at) {
    PeopleValues role = payee.role().values();
    Relationship relationship = role.symbol("relation", Relationship.class, random);
    if (!role.has("known")) {
      return new Tie(at, relationship);
    }
    Instant since =
        WorldSettings.START.plus(Duration.ofDays(payee.circleDay() - role.number("known", random)));
    return new Tie(since.isBefore(payee.opened()) ? payee.opened() : since, relationship);
  }

  private static long days(Instant since, Instant at) {
    return Math.max(0, Duration.between(since, at).toDays());
  }
}
