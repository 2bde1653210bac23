package org.drey.alerts.forward;

import java.util.List;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * Takes children out of what a sink gets that is not for them: alerts of their own, and their
 * tokens in the alerts of those whom they paid.
 */
final class WithoutVictims {
  private static final String LEFT_OUT = "";

  private WithoutVictims() {}

  /** The alert as it may go out; null if it may not. */
  static @Nullable Alert of(Alert alert) {
    if (alert.getTrack() == Track.VICTIM) {
      return null;
    }
    if (alert.getTrack() != Track.RECEIVER) {
      return alert;
    }
    List<AlertEvent> events = alert.getEvents().stream().map(WithoutVictims::of).toList();
    return Alert.newBuilder(alert)
        .setEvents(events)
        .setLinkedEntities(
            alert.getLinkedEntities().stream()
                .filter(linked -> linked.getKind() != EntityKind.SUBJECT)
                .filter(linked -> linked.getKind() != EntityKind.DEVICE)
                .toList())
        .build();
  }

  private static AlertEvent of(AlertEvent event) {
    AlertEvent.Builder rest = AlertEvent.newBuilder(event);
    if (event.getPayment() != null) {
      rest.setPayment(PaymentDetails.newBuilder(event.getPayment()).setSubject(LEFT_OUT).build());
    }
    if (event.getLivestream() != null) {
      rest.setLivestream(
          LivestreamDetails.newBuilder(event.getLivestream()).setSubject(null).build());
    }
    return rest.build();
  }
}
