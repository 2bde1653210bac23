package org.drey.alerts.explain;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.SignalDetails;
import org.drey.rules.score.AlertContent;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the events that an alert lists.
 *
 * @param isCut whether there may be older events, which it does not list
 * @param payments that were completed
 * @param amount of those, in the reference currency, as far as it is known
 * @param payers how many paid
 * @param payees how many accounts were paid
 * @param countries of the payees, in order; empty if all are the payers' own
 * @param daysBefore on how many days a person paid, and joined a session soon after
 * @param sessions live sessions that a person was in
 * @param hosts of those, as far as they are named
 * @param viewers of those
 * @param visibility who may join all of those, by invitation or otherwise in private; null if that
 *     differs
 * @param reports of live sessions to the platform
 * @param hits of blocklists
 * @param signals reports of others, the newest first
 */
record EventFigures(
    boolean isCut,
    int payments,
    double amount,
    int payers,
    int payees,
    Set<String> countries,
    int daysBefore,
    int sessions,
    int hosts,
    int viewers,
    @Nullable String visibility,
    int reports,
    int hits,
    List<SignalDetails> signals) {
  private static final String COMPLETED = "COMPLETED";
  private static final Set<String> VISITS = Set.of("JOINED", "LEFT");
  private static final Set<String> CLOSED = Set.of("PRIVATE", "INVITE");
  private static final Duration SOON = Duration.ofHours(2);
  private static final int SECONDS = 60;
  private static final int MORNING = 5;

  /** Returns the figures of an alert. */
  static EventFigures of(Alert alert) {
    List<AlertEvent> events = alert.getEvents();
    List<PaymentDetails> payments =
        events.stream()
            .map(AlertEvent::getPayment)
            .filter(Objects::nonNull)
            .filter(one -> one.getStatus().equals(COMPLETED))
            .toList();
    List<LivestreamDetails> streams =
        events.stream().map(AlertEvent::getLivestream).filter(Objects::nonNull).toList();
    List<LivestreamDetails> visits =
        streams.stream().filter(one -> VISITS.contains(one.getType())).toList();
    List<LocalDateTime> before = before(events);
    return new EventFigures(
        events.size() >= AlertContent.MAX_LISTED,
        payments.size(),
        payments.stream()
            .map(PaymentDetails::getAmount)
            .filter(Objects::nonNull)
            .mapToDouble(one -> one)
            .sum(),
        distinct(payments.stream().map(PaymentDetails::getSubject)),
        distinct(payments.stream().map(PaymentDetails::getPayee)),
        countries(payments),
        distinct(before.stream().map(EventFigures::night)),
        distinct(visits.stream().map(LivestreamDetails::getSession)),
        distinct(visits.stream().map(LivestreamDetails::getHost)),
        distinct(visits.stream().map(LivestreamDetails::getSubject)),
        visibility(visits),
        (int) streams.stream().filter(one -> one.getType().equals("REPORTED")).count(),
        (int) events.stream().filter(one -> one.getHit() != null).count(),
        events.stream().map(AlertEvent::getSignal).filter(Objects::nonNull).toList());
  }

  private static int distinct(Stream<?> all) {
    return (int) all.filter(Objects::nonNull).distinct().count();
  }

  private static Set<String> countries(List<PaymentDetails> payments) {
    Set<String> countries = new TreeSet<>();
    payments.forEach(one -> countries.add(one.getPayeeCountry()));
    boolean isHome =
        payments.stream().allMatch(one -> one.getPayeeCountry().equals(one.getPayerCountry()));
    return isHome ? Set.of() : countries;
  }

  /** The times of payments that an indicator joins with a session after them. */
  private static List<LocalDateTime> before(List<AlertEvent> events) {
    List<LocalDateTime> times = new ArrayList<>();
    for (AlertEvent event : events) {
      PaymentDetails payment = event.getPayment();
      if (payment != null && events.stream().anyMatch(one -> follows(one, event))) {
        Long offset = payment.getPayerUtcOffsetMinutes();
        times.add(
            event
                .getEventTime()
                .plusSeconds(offset == null ? 0 : offset * SECONDS)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime());
      }
    }
    return times;
  }

  private static boolean follows(AlertEvent session, AlertEvent payment) {
    Duration after = Duration.between(payment.getEventTime(), session.getEventTime());
    return session.getLivestream() != null
        && !after.isNegative()
        && after.compareTo(SOON) <= 0
        && session.getIndicators().stream().anyMatch(payment.getIndicators()::contains);
  }

  /** The day to which a time belongs: what is after midnight is of the evening before. */
  private static Object night(LocalDateTime time) {
    return time.minusHours(MORNING).toLocalDate();
  }

  private static @Nullable String visibility(List<LivestreamDetails> visits) {
    Set<String> all = new HashSet<>();
    visits.forEach(one -> all.add(one.getVisibility()));
    if (all.size() > 1 && CLOSED.containsAll(all)) {
      return "PRIVATE";
    }
    return all.size() == 1 ? all.iterator().next() : null;
  }
}
