package org.drey.alerts.handover;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.EventLabels;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.PaymentDetails;
import org.drey.event.Track;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * A payment behind an alert, as a financial intelligence unit needs it.
 *
 * @param amount in the reference currency, to its hundredths; null if it is not known
 */
record HandoverPayment(
    Instant time,
    String provider,
    String eventId,
    @Nullable BigDecimal amount,
    PaymentDetails details,
    Party from,
    Party to) {

  /** The role of a party to a payment. */
  enum Role {
    /** The one that the report is about. */
    SUBJECT,
    /** The same, where it is a victim. */
    VICTIM,
    OTHER,
    /** Never named in a report about another; the payment's number leads to them. */
    MAY_BE_VICTIM
  }

  /**
   * An end of a payment.
   *
   * @param token null of one who may be a victim
   */
  record Party(Role role, @Nullable String token) {}

  private static final Comparator<HandoverPayment> ORDER =
      Comparator.comparing(HandoverPayment::time)
          .thenComparing(HandoverPayment::provider)
          .thenComparing(HandoverPayment::eventId);

  /**
   * The payments behind what goes out, in order, each once: of one that is behind several alerts,
   * as it is where it says the least about a possible victim.
   */
  static List<HandoverPayment> of(HandoverContents handover) {
    Map<List<String>, HandoverPayment> byId = new HashMap<>();
    for (HandedOverAlert one : handover.alerts()) {
      for (AlertEvent event : one.alert().getEvents()) {
        PaymentDetails details = event.getPayment();
        if (details != null) {
          HandoverPayment payment = payment(event, details, one.alert(), handover.victims());
          byId.merge(
              List.of(payment.provider, payment.eventId),
              payment,
              (known, again) -> again.hidesMoreThan(known) ? again : known);
        }
      }
    }
    return byId.values().stream().sorted(ORDER).toList();
  }

  private boolean hidesMoreThan(HandoverPayment other) {
    return hidden() > other.hidden();
  }

  private int hidden() {
    return (from.token == null ? 1 : 0) + (to.token == null ? 1 : 0);
  }

  private static HandoverPayment payment(
      AlertEvent event, PaymentDetails details, Alert alert, PossibleVictims victims) {
    Double amount = details.getAmount();
    boolean payersMayBeVictims = alert.getTrack() == Track.RECEIVER;
    return new HandoverPayment(
        event.getEventTime(),
        event.getProvider(),
        event.getEventId(),
        amount == null ? null : BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP),
        details,
        party(alert, victims, EntityKind.SUBJECT, details.getSubject(), payersMayBeVictims),
        party(alert, victims, EntityKind.PAYEE, details.getPayee(), false));
  }

  private static Party party(
      Alert alert, PossibleVictims victims, EntityKind kind, String token, boolean mayBeVictim) {
    EntityKey key = EntityNames.beside(alert, kind, token);
    if (key.equals(EntityNames.of(alert))) {
      return new Party(alert.getTrack() == Track.VICTIM ? Role.VICTIM : Role.SUBJECT, token);
    }
    return mayBeVictim || victims.contains(key)
        ? new Party(Role.MAY_BE_VICTIM, null)
        : new Party(Role.OTHER, token);
  }

  /** Returns how and with what outcome: "p2p, completed". */
  String manner() {
    return words(details.getChannel())
        + ", "
        + words(details.getStatus())
        + EventLabels.of(details);
  }

  private static String words(String symbol) {
    return symbol.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
