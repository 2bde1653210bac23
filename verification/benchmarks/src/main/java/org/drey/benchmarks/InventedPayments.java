package org.drey.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.EventDetails;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EventDetector;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;

/** Payments, and what the door of a rule set makes of them. Not thread-safe. */
final class InventedPayments {
  /** The earliest time of the first, in milliseconds since 1970. */
  static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private static final StreamDefinition<Payment> STREAM = StreamRegistry.payments();

  private final EventDetector detector;
  private final EventRow row;
  private final RecordHeader header = new RecordHeader(STREAM.schema());
  private final RecordPosition place = new RecordPosition(STREAM.topic(), 0, 0);
  private long next;

  /**
   * Payments as the rules of the catalogue distinguish them. How many of each a country makes a day
   * is assumed: 60 million, of which 6 million are not worth a rule.
   */
  enum Kind {
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

    Kind(int millionsADay) {
      this.millionsADay = millionsADay;
    }

    /** Returns how many millions of them the country makes a day. */
    int millionsADay() {
      return millionsADay;
    }

    /** Returns each kind as often as it is in the country. */
    static Kind ofTheCountry(SplittableRandom random) {
      int all = Arrays.stream(values()).mapToInt(Kind::millionsADay).sum();
      int left = random.nextInt(all);
      for (Kind kind : values()) {
        left -= kind.millionsADay;
        if (left < 0) {
          return kind;
        }
      }
      throw new IllegalStateException("each of " + all + " is of a kind");
    }

    /** Returns one of this kind. */
    Payment payment(String id, String payer, String payee, long time) {
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

  /**
   * The elements that the door lets through of a payment.
   *
   * @param first for the first pass of correlation
   * @param second for the second
   * @param findings of rules over single events
   */
  record PassedPayment(List<Match> first, List<Match> second, List<Finding> findings) {
    /** Returns how many entities have state that it touches. */
    long entities() {
      return Stream.concat(
              Stream.concat(first.stream(), second.stream()).map(Match::entity),
              findings.stream().map(Finding::entity).filter(Objects::nonNull))
          .distinct()
          .count();
    }
  }

  /** Payments for a rule set. */
  InventedPayments(RuleSet rules) {
    this.detector = new EventDetector(rules, STREAM.schema());
    this.row =
        STREAM.row(new CurrencyRates(DreyConfiguration.DEFAULT), SuffixList.BUNDLED, () -> {});
  }

  /** Returns a payment of a kind; each has its own id. */
  Payment of(Kind kind, String payer, String payee, long time) {
    String id = "pay-" + Long.toString(1_000_000_000L + next++, Character.MAX_RADIX);
    return kind.payment(id, payer, payee, time);
  }

  /** Returns a pseudonym as providers send them. */
  static String token(String of, long number) {
    return of + "-" + String.format(Locale.ROOT, "%016x", number * 0x9E3779B97F4A7C15L);
  }

  /** Returns what the door lets through. */
  PassedPayment pass(Payment payment) {
    PassedPayment passed =
        new PassedPayment(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (!detector.matches(row.show(payment))) {
      return passed;
    }
    EventDetector.Origin origin =
        new EventDetector.Origin(
            header.id(payment),
            header.tokenDomain(payment),
            header.time(payment),
            false,
            EventDetails.take(STREAM.schema(), row),
            place,
            RecordProvenance.UNTIMED);
    detector.report(
        row,
        origin,
        new EventDetector.Output() {
          @Override
          public void finding(Finding finding) {
            passed.findings().add(finding);
          }

          @Override
          public void match(Match match, int pass) {
            (pass == 1 ? passed.first() : passed.second()).add(match);
          }
        });
    return passed;
  }

  /** Returns what the door sends of a payment to the payee's state in the first pass. */
  Match toPayee(Kind kind, String payer, String payee, long time) {
    return pass(of(kind, payer, payee, time)).first().stream()
        .filter(match -> match.entity().token().equals(payee))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no rule keeps payments with the payee"));
  }
}
