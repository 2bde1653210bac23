package org.drey.alerts.entity;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/** The age of a person who pays or buys, as far as the events of an alert say it. */
public final class PersonAge {
  private static final String UNKNOWN =
      "Nobody says how old this person is. Ask before you confirm: it may be a child.";
  private static final String YOUNG =
      "A source says that this person is under 18. Help comes before anything else.";
  private static final Set<Track> OF_PEOPLE = Set.of(Track.PAYER, Track.PURCHASE);

  private PersonAge() {}

  /** Returns what has to be read before deciding; null of an adult, and of no person. */
  public static @Nullable String sentence(Alert alert) {
    if (!OF_PEOPLE.contains(alert.getTrack()) || alert.getEntityKind() != EntityKind.SUBJECT) {
      return null;
    }
    Set<String> ages = ages(alert);
    return isYoung(ages) ? YOUNG : ages.contains("ADULT") ? null : UNKNOWN;
  }

  /** Returns whether a source says that whom an alert is about is a child. */
  public static boolean isYoung(Alert alert) {
    return alert.getEntityKind() == EntityKind.SUBJECT && isYoung(ages(alert));
  }

  private static boolean isYoung(Set<String> ages) {
    return ages.contains("UNDER_18") || ages.contains("CHILD");
  }

  private static Set<String> ages(Alert alert) {
    return alert.getEvents().stream()
        .flatMap(event -> ages(event, alert.getEntity()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> ages(AlertEvent event, String person) {
    Stream<String> paid =
        Stream.ofNullable(event.getPayment())
            .filter(one -> one.getSubject().equals(person))
            .map(one -> one.getPayerAgeBand());
    Stream<String> watched =
        Stream.ofNullable(event.getLivestream())
            .filter(one -> person.equals(one.getSubject()))
            .map(one -> one.getViewerAgeAssurance());
    return Stream.concat(paid, watched).filter(Objects::nonNull);
  }
}
