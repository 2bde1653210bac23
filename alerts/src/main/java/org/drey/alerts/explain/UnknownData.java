package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;

/** Sentences on what the data of an alert cannot say, so that no one reads it into them. */
final class UnknownData {
  private static final Set<String> NOT_SAID = Set.of("NONE", "UNKNOWN");
  private static final String UNKNOWN = "UNKNOWN";

  private final Alert alert;
  private final List<AlertEvent> events;
  private final @Nullable String currency;

  UnknownData(Alert alert, @Nullable String currency) {
    this.alert = alert;
    this.events = alert.getEvents();
    this.currency = currency;
  }

  List<String> sentences() {
    List<String> said = new ArrayList<>();
    payments(said);
    sessions(said);
    Set<String> providers =
        events.stream().map(AlertEvent::getProvider).collect(Collectors.toSet());
    if (providers.size() == 1) {
      said.add("All events shown come from one provider, " + providers.iterator().next() + ".");
    }
    if (!events.isEmpty()) {
      said.add(
          "The list has the events of findings that count, one a day for each indicator: there may"
              + " be more.");
    }
    if (alert.getKeyVersion() > 1 && alert.getEntityKind() != EntityKind.DOMAIN) {
      said.add(
          "Its token is of key version "
              + alert.getKeyVersion()
              + ": what was seen of the same "
              + TrackWords.brief(alert.getTrack(), alert.getEntityKind())
              + " before that key began has another token, and may be a separate alert.");
    }
    said.add("No content was looked at: what was said, sent or shown is not known.");
    return said;
  }

  private void payments(List<String> said) {
    List<PaymentDetails> payments =
        events.stream().map(AlertEvent::getPayment).filter(Objects::nonNull).toList();
    count(
        said,
        payments.stream().filter(one -> NOT_SAID.contains(one.getRelationship())).count(),
        payments.size(),
        "payments: whether the two know each other is not known to the firm.");
    count(
        said,
        payments.stream().filter(one -> one.getAmount() == null).count(),
        payments.size(),
        "payments: no amount, for want of an exchange rate.");
    if (payments.stream().anyMatch(one -> one.getAmount() != null)) {
      said.add(
          currency == null
              ? "Amounts are in the reference currency of the jobs' configuration: GBP, unless it"
                  + " names another."
              : "Amounts are in " + currency + ", the reference currency of the configuration.");
    }
  }

  private void sessions(List<String> said) {
    List<LivestreamDetails> sessions =
        events.stream().map(AlertEvent::getLivestream).filter(Objects::nonNull).toList();
    count(
        said,
        sessions.stream().filter(one -> UNKNOWN.equals(one.getHostAgeAssurance())).count(),
        sessions.size(),
        "livestream events: the age of the host is not assured.");
    count(
        said,
        sessions.stream().filter(one -> UNKNOWN.equals(one.getViewerAgeAssurance())).count(),
        sessions.size(),
        "livestream events: the age of the viewer is not assured.");
  }

  private static void count(List<String> said, long some, int all, String what) {
    if (some > 0) {
      said.add(some + " of " + all + " " + what);
    }
  }
}
