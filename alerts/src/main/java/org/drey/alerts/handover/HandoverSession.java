package org.drey.alerts.handover;

import java.time.Instant;
import java.util.Locale;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.jspecify.annotations.Nullable;

/**
 * An event of a live session behind an alert.
 *
 * @param session opaque; two events of one session have the same
 * @param type such as JOINED
 * @param seconds how long the viewer stayed, or the session took; null if it is not known
 * @param viewer null if it names none
 */
record HandoverSession(
    Instant time,
    String provider,
    String eventId,
    String session,
    String type,
    String visibility,
    long viewers,
    @Nullable Long seconds,
    HandoverParty host,
    @Nullable HandoverParty viewer) {
  static HandoverSession of(
      AlertEvent event,
      LivestreamDetails details,
      HandoverParty host,
      @Nullable HandoverParty viewer) {
    return new HandoverSession(
        event.getEventTime(),
        event.getProvider(),
        event.getEventId(),
        details.getSession(),
        details.getType(),
        details.getVisibility(),
        details.getViewers(),
        details.getDurationSeconds(),
        host,
        viewer);
  }

  /** Returns whether it is the end of the visit that another one began. */
  boolean ends(HandoverSession begun) {
    return type.equals("LEFT")
        && begun.type.equals("JOINED")
        && viewer != null
        && viewer.equals(begun.viewer)
        && host.equals(begun.host)
        && session.equals(begun.session);
  }

  /** Returns what is before the name of the host, who has a number in place of a token. */
  String ofHost() {
    return host.token() == null ? " of " : " of the host ";
  }

  /** The same visit with its end. */
  HandoverSession until(HandoverSession end) {
    return new HandoverSession(
        time,
        provider,
        eventId,
        session,
        type,
        visibility,
        Math.max(viewers, end.viewers),
        end.seconds,
        host,
        viewer);
  }

  /** Returns what happened to a session, of those that name no viewer. */
  static String words(String type) {
    return switch (type) {
      case "ROOM_CREATED" -> "got its room";
      case "STARTED" -> "started";
      case "ENDED" -> "ended";
      case "REPORTED" -> "was reported";
      default -> type.toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
