package org.drey.benchmarks.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.EventDetails;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EventDetector;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.RecordPosition;

/** Payments, and what the door of a rule set makes of them. Not thread-safe. */
public final class InventedPayments {
  /** The earliest time of the first, in milliseconds since 1970. */
  public static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private static final StreamDefinition<Payment> STREAM = StreamRegistry.payments();

  private final EventDetector detector;
  private final EventRow row;
  private final RecordHeader header = new RecordHeader(STREAM.schema());
  private final RecordPosition place = new RecordPosition(STREAM.topic(), 0, 0);
  private long next;

  /**
   * The elements that the door lets through of a payment.
   *
   * @param first for the first pass of correlation
   * @param second for the second
   * @param findings of rules over single events
   */
  public record PassedPayment(List<Match> first, List<Match> second, List<Finding> findings) {

    /** Returns how many entities have state that it touches. */
    public long entities() {
      return Stream.concat(
              Stream.concat(first.stream(), second.stream()).map(Match::entity),
              findings.stream().map(Finding::entity).filter(Objects::nonNull))
          .distinct()
          .count();
    }
  }

  /** Payments for a rule set. */
  public InventedPayments(RuleSet rules) {
    this.detector = new EventDetector(rules, STREAM.schema());
    this.row =
        STREAM.row(new CurrencyRates(DreyConfiguration.DEFAULT), SuffixList.BUNDLED, () -> {});
  }

  /** A small payment abroad, from person to person, who do not know each other. */
  public Payment eligible(String payer, String payee, long time) {
    return of(PaymentKind.ELIGIBLE, payer, payee, time);
  }

  /** A payment of a kind; each has its own id. */
  public Payment of(PaymentKind kind, String payer, String payee, long time) {
    String id = "pay-" + Long.toString(1_000_000_000L + next++, Character.MAX_RADIX);
    return kind.payment(id, payer, payee, time);
  }

  /** A pseudonym as providers send them. */
  public static String token(String of, long number) {
    return of + "-" + String.format(java.util.Locale.ROOT, "%016x", number * 0x9E3779B97F4A7C15L);
  }

  /** Returns what the door lets through. */
  public PassedPayment pass(Payment payment) {
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
            place);
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

  /** Returns what the door sends to the payee's state in the first pass. */
  public Match toPayee(Payment payment) {
    return pass(payment).first().stream()
        .filter(match -> match.entity().token().equals(payment.getPayee()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no rule keeps payments with the payee"));
  }
}
