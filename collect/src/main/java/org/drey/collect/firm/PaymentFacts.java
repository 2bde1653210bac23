package org.drey.collect.firm;

import java.util.ArrayList;

import java.time.Instant;
import java.util.List;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.EventFacts;
import org.drey.collect.feed.ObservedEvent;
import org.drey.collect.feed.TokenMaker;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.PaymentStatus;
import org.drey.event.Relationship;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a payment does not say. Of a copy of the payee's firm only what is about the payee:
 * the payer is not its customer. For one thread.
 */
final class PaymentFacts implements EventFacts {
  private final FirmFacts firm;
  private final AccountFingerprints prints;
  private final @Nullable AccountFingerprints pairPrints;

  PaymentFacts(FirmFacts firm, AccountFingerprints prints) {
    this.firm = firm;
    this.prints = prints;
    PairFile pairs = firm.pairs();
    this.pairPrints = pairs == null ? null : pairs.fingerprints();
  }

  @Override
  public void fill(ObservedEvent seen, @Nullable TokenMaker tokens) {
    if (!(seen.event() instanceof Payment payment)) {
      return;
    }
    ClearValue payer = isOfPayeesFirm(payment) ? null : seen.clear().get("subject");
    ClearValue payee = seen.clear().get("payee");
    CustomerTable customers = firm.customers();
    if (customers != null) {
      TokenMaker used = customers.hasTokens() ? tokens : null;
      CustomerFacts ofPayer = find(customers, payer, used);
      CustomerFacts ofPayee = find(customers, payee, used);
      if (ofPayer != null) {
        fillPayer(payment, ofPayer, seen.isOfDay());
      }
      if (ofPayee != null) {
        fillPayee(payment, ofPayee);
      }
      fillChannel(payment, ofPayer, ofPayee, seen.assumed().contains("channel"));
    }
    if (payer != null && payee != null) {
      fillPair(payment, payer, payee, tokens);
    }
  }

  private static boolean isOfPayeesFirm(Payment payment) {
    return payment.getReportedBy() == PaymentReporter.PAYEE_FIRM;
  }

  private @Nullable CustomerFacts find(
      CustomerTable customers, @Nullable ClearValue account, @Nullable TokenMaker tokens) {
    return account == null ? null : customers.find(AccountNames.of(account, tokens), prints);
  }

  /** Without a time of day an offset would make an hour of midnight. */
  private void fillPayer(Payment payment, CustomerFacts payer, boolean isOfDay) {
    if (payment.getPayerAgeBand() == AgeBand.UNKNOWN && payer.age() != AgeBand.UNKNOWN) {
      payment.setPayerAgeBand(payer.age());
      firm.countFilled("payer_age_band");
    }
    Long offset = isOfDay ? null : payer.offsetMinutes(payment.getEventTime());
    if (payment.getPayerUtcOffsetMinutes() == null && offset != null) {
      payment.setPayerUtcOffsetMinutes(offset);
      firm.countFilled("payer_utc_offset_minutes");
    }
  }

  private void fillPayee(Payment payment, CustomerFacts payee) {
    if (payment.getPayeeKind() == PayeeKind.UNKNOWN && payee.kind() != PayeeKind.UNKNOWN) {
      payment.setPayeeKind(payee.kind());
      firm.countFilled("payee_kind");
    }
    if (payment.getKycLevel() == KycLevel.UNKNOWN && payee.kyc() != KycLevel.UNKNOWN) {
      payment.setKycLevel(payee.kyc());
      firm.countFilled("kyc_level");
    }
    if (payment.getMcc() == null && payee.mcc() != null) {
      payment.setMcc(payee.mcc());
      firm.countFilled("mcc");
    }
    Long days = payee.accountDays(payment.getEventTime());
    if (payment.getPayeeAccountAgeDays() == null && days != null) {
      payment.setPayeeAccountAgeDays(days);
      firm.countFilled("payee_account_age_days");
    }
  }

  /** That of the payer's account, else of the payee's. */
  private void fillChannel(
      Payment payment,
      @Nullable CustomerFacts payer,
      @Nullable CustomerFacts payee,
      boolean isAssumed) {
    Channel ofPayer = payer == null ? Channel.UNKNOWN : payer.channel();
    Channel ofPayee = payee == null ? Channel.UNKNOWN : payee.channel();
    Channel known = ofPayer == Channel.UNKNOWN ? ofPayee : ofPayer;
    boolean isOpen = isAssumed || payment.getChannel() == Channel.UNKNOWN;
    if (isOpen && known != Channel.UNKNOWN) {
      payment.setChannel(known);
      firm.countFilled("channel");
    }
  }

  private void fillPair(
      Payment payment, ClearValue payer, ClearValue payee, @Nullable TokenMaker tokens) {
    RelationTable relations = firm.relations();
    if (relations != null && payment.getRelationship() == Relationship.UNKNOWN) {
      TokenMaker used = relations.hasTokens() ? tokens : null;
      List<NamedAccount> from = AccountNames.of(payer, used);
      Relationship known = relations.find(from, AccountNames.of(payee, used), prints);
      if (known != Relationship.UNKNOWN) {
        payment.setRelationship(known);
        firm.countFilled("relationship");
      }
    }
    PairFile pairs = firm.pairs();
    if (pairs != null && pairPrints != null && payment.getPayeeTenureDays() == null) {
      Long days = pairs.days(pairPrints.of(payer.text(), payee.text()), payment.getEventTime());
      if (days != null) {
        payment.setPayeeTenureDays(days);
        firm.countFilled("payee_tenure_days");
      }
    }
  }

  /** A payment that was declined, or is given back, is the first of no pair. */
  @Override
  public boolean learn(ObservedEvent seen) {
    ClearValue payer = seen.clear().get("subject");
    ClearValue payee = seen.clear().get("payee");
    PairFile pairs = firm.pairs();
    if (pairs == null
        || pairPrints == null
        || payer == null
        || payee == null
        || !(seen.event() instanceof Payment payment)
        || isOfPayeesFirm(payment)) {
      return false;
    }
    Instant at = payment.getEventTime();
    PaymentStatus status = payment.getStatus();
    boolean isMade = status != PaymentStatus.DECLINED && status != PaymentStatus.REVERSED;
    if (!isMade || at == null) {
      return false;
    }
    pairs.add(pairPrints.of(payer.text(), payee.text()), at);
    return true;
  }

  /** The names by which files of the firm may know an account. */
  private static final class AccountNames {
    private AccountNames() {}

    /**
     * Returns its number, and after that its tokens.
     *
     * @param tokens null if no file names tokens, or none are made
     */
    static List<NamedAccount> of(ClearValue account, @Nullable TokenMaker tokens) {
      if (tokens == null) {
        return List.of(NamedAccount.of(account));
      }
      List<NamedAccount> names = new ArrayList<>(3);
      names.add(NamedAccount.of(account));
      for (int version : tokens.versions()) {
        names.add(NamedAccount.ofToken(tokens.token(version, account)));
      }
      return names;
    }
  }
}
