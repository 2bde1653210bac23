package org.drey.alerts.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.handover.HandoverParty.Role;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.Track;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The events behind what goes out, in order, each once. Who may be a victim has a number in place
 * of a token, in whichever of the alerts that is so.
 *
 * @param sessions events of live sessions; of a visit one, with its length
 */
record HandoverStory(List<HandoverPayment> payments, List<HandoverSession> sessions) {
  private record EventName(Instant time, String provider, String eventId) {
    static final Comparator<EventName> ORDER =
        Comparator.comparing(EventName::time)
            .thenComparing(EventName::provider)
            .thenComparing(EventName::eventId);
  }

  /** An event, and the alerts that it is behind. */
  private record SharedEvent(AlertEvent event, List<Alert> alerts) {}

  static HandoverStory of(HandoverContents handover) {
    Collection<SharedEvent> events = events(handover);
    PartyNumbers parties = new PartyNumbers(handover.victims());
    List<HandoverPayment> payments = new ArrayList<>();
    for (SharedEvent shared : events) {
      PaymentDetails details = shared.event().getPayment();
      if (details != null) {
        payments.add(
            HandoverPayment.of(
                shared.event(),
                details,
                parties.of(shared, EntityKind.SUBJECT, details.getSubject(), "payer"),
                parties.of(shared, EntityKind.PAYEE, details.getPayee(), "account")));
      }
    }
    List<HandoverSession> sessions = new ArrayList<>();
    for (SharedEvent shared : events) {
      LivestreamDetails details = shared.event().getLivestream();
      if (details != null) {
        String viewer = details.getSubject();
        add(
            sessions,
            HandoverSession.of(
                shared.event(),
                details,
                parties.host(shared, details),
                viewer == null ? null : parties.of(shared, EntityKind.SUBJECT, viewer, "viewer")));
      }
    }
    return new HandoverStory(List.copyOf(payments), List.copyOf(sessions));
  }

  private static Collection<SharedEvent> events(HandoverContents handover) {
    Map<EventName, SharedEvent> events = new TreeMap<>(EventName.ORDER);
    for (HandedOverAlert one : handover.alerts()) {
      for (AlertEvent event : one.alert().getEvents()) {
        events
            .computeIfAbsent(
                new EventName(event.getEventTime(), event.getProvider(), event.getEventId()),
                name -> new SharedEvent(event, new ArrayList<>()))
            .alerts()
            .add(one.alert());
      }
    }
    return events.values();
  }

  private static void add(List<HandoverSession> sessions, HandoverSession next) {
    for (int i = sessions.size() - 1; i >= 0; i--) {
      if (next.ends(sessions.get(i))) {
        sessions.set(i, sessions.get(i).until(next));
        return;
      }
    }
    sessions.add(next);
  }

  /** Parties, and the numbers of those who may be victims. */
  private static final class PartyNumbers {
    private final PossibleVictims victims;
    private final Map<EntityKey, String> numbers = new HashMap<>();
    private final Map<String, String> children = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();

    PartyNumbers(PossibleVictims victims) {
      this.victims = victims;
    }

    /** Returns the host of a session; a child who hosts is not named by an event of others. */
    HandoverParty host(SharedEvent shared, LivestreamDetails details) {
      @Nullable String token = details.getHost();
      if (token != null) {
        return of(shared, EntityKind.HOST, token, "host");
      }
      String number = children.computeIfAbsent(details.getSession(), one -> next("host"));
      return new HandoverParty(Role.MAY_BE_VICTIM, null, number);
    }

    HandoverParty of(SharedEvent shared, EntityKind kind, String token, String word) {
      Role role = Role.OTHER;
      for (Alert alert : shared.alerts()) {
        EntityKey key = EntityNames.beside(alert, kind, token);
        if (key.equals(EntityNames.of(alert))) {
          role = alert.getTrack() == Track.VICTIM ? Role.VICTIM : Role.SUBJECT;
        } else if (victims.contains(key)
            || (alert.getTrack() == Track.RECEIVER && kind == EntityKind.SUBJECT)) {
          String number = numbers.computeIfAbsent(key, one -> next(word));
          return new HandoverParty(Role.MAY_BE_VICTIM, null, number);
        }
      }
      return new HandoverParty(role, token, "");
    }

    private String next(String word) {
      return word + " " + last.merge(word, 1, Integer::sum);
    }
  }
}
