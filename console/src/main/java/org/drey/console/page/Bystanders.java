package org.drey.console.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;

/**
 * People whom an alert names and who have none themselves: a page calls them by a number, which is
 * the same throughout the page and means nothing elsewhere.
 */
public final class Bystanders {
  private static final String CALLED = "person ";

  private final Map<String, String> names;

  private Bystanders(Map<String, String> names) {
    this.names = names;
  }

  /**
   * An alert without their tokens; the same if it names none.
   *
   * @param alerted returns those of some tokens that have an alert
   */
  public static Alert masked(Alert alert, Function<Collection<String>, Set<String>> alerted) {
    Set<String> people = people(alert);
    people.remove(alert.getEntity());
    people.removeAll(alerted.apply(people));
    List<String> unalerted = List.copyOf(people);
    return unalerted.isEmpty()
        ? alert
        : new Bystanders(
                IntStream.range(0, unalerted.size())
                    .boxed()
                    .collect(Collectors.toMap(unalerted::get, i -> CALLED + (i + 1))))
            .without(alert);
  }

  /** Payers and viewers, those of events first. */
  private static Set<String> people(Alert alert) {
    Set<String> people = new LinkedHashSet<>();
    for (AlertEvent event : alert.getEvents()) {
      PaymentDetails payment = event.getPayment();
      LivestreamDetails livestream = event.getLivestream();
      if (payment != null) {
        people.add(payment.getSubject());
      } else if (livestream != null && livestream.getSubject() != null) {
        people.add(livestream.getSubject());
      }
    }
    alert.getLinkedEntities().stream()
        .filter(one -> one.getKind() == EntityKind.SUBJECT)
        .map(LinkedEntity::getEntity)
        .forEach(people::add);
    return people;
  }

  private Alert without(Alert alert) {
    Alert masked = Alert.newBuilder(alert).build(); // a copy, whole
    for (AlertEvent event : masked.getEvents()) {
      PaymentDetails payment = event.getPayment();
      LivestreamDetails livestream = event.getLivestream();
      if (payment != null) {
        payment.setSubject(name(payment.getSubject()));
      } else if (livestream != null) {
        livestream.setSubject(nameOrNull(livestream.getSubject()));
      }
    }
    List<LinkedEntity> linked = new ArrayList<>();
    for (LinkedEntity one : masked.getLinkedEntities()) {
      boolean isPerson = one.getKind() == EntityKind.SUBJECT;
      String token = isPerson ? name(one.getEntity()) : one.getEntity();
      linked.add(new LinkedEntity(one.getKind(), token, one.getFindings()));
    }
    masked.setLinkedEntities(linked);
    return masked;
  }

  private String name(String token) {
    return names.getOrDefault(token, token);
  }

  private @Nullable String nameOrNull(@Nullable String token) {
    return token == null ? null : name(token);
  }
}
