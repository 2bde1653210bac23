package org.drey.alerts.weigh;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.alerts.story.StorySession;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;

/** The features that the events of an alert have, each in a few words with its numbers. */
final class EventFeatures {
  /** From so many payments or sessions on, something is a habit. */
  private static final int HABIT = 3;

  private static final int LONG = 40;
  private static final int SHORT = 20;
  private static final int MANY = 10;
  private static final double ALIKE = 0.15;
  private static final double DIFFER = 0.4;
  private static final Set<String> CLOSED = Set.of("PRIVATE", "INVITE");
  private static final Set<String> SAID_TO_BE_RELATED = Set.of("DECLARED", "VERIFIED_FAMILY");

  private final Alert alert;
  private final List<StoryPayment> payments;
  private final List<StorySession> sessions;
  private final List<StoryOccasion> occasions;
  private final Map<EventFeature, String> found = new EnumMap<>(EventFeature.class);

  EventFeatures(Alert alert, List<StoryOccasion> occasions) {
    this.alert = alert;
    this.occasions = occasions;
    this.payments =
        occasions.stream()
            .flatMap(one -> one.payments().stream())
            .filter(StoryPayment::completed)
            .toList();
    this.sessions = occasions.stream().flatMap(one -> one.sessions().stream()).toList();
  }

  /** Returns each that there is, in words. */
  Map<EventFeature, String> found() {
    counterparts();
    countries();
    related();
    amounts();
    hosts();
    lengths();
    ages();
    new EventHabits(alert, occasions, found).find();
    return found;
  }

  private void counterparts() {
    Set<String> others =
        payments.stream().map(StoryPayment::other).collect(Collectors.toUnmodifiableSet());
    boolean isPaid = StoryPayment.isPaid(alert);
    if (others.size() > 1) {
      found.put(
          isPaid ? EventFeature.SEVERAL_PAYERS : EventFeature.SEVERAL_PAID,
          others.size() + (isPaid ? " people paid" : " accounts were paid"));
    } else if (others.size() == 1 && payments.size() >= HABIT) {
      found.put(
          isPaid ? EventFeature.ONE_PAYER : EventFeature.ONE_PAID,
          "all " + payments.size() + (isPaid ? " payments from one person" : " to one account"));
    }
  }

  private List<PaymentDetails> details() {
    return alert.getEvents().stream().map(AlertEvent::getPayment).filter(Objects::nonNull).toList();
  }

  private void countries() {
    Set<String> countries = new HashSet<>();
    details().forEach(one -> countries.add(one.getPayeeCountry()));
    if (countries.size() > 1) {
      found.put(
          EventFeature.SEVERAL_COUNTRIES, "to accounts in " + countries.size() + " countries");
    }
  }

  private void related() {
    List<PaymentDetails> all = details();
    long related =
        all.stream().filter(one -> SAID_TO_BE_RELATED.contains(one.getRelationship())).count();
    if (related > 0) {
      found.put(
          EventFeature.RELATED,
          "at "
              + related
              + " of "
              + all.size()
              + (all.size() == 1 ? " payment" : " payments")
              + " they are said to be related");
    }
  }

  private void amounts() {
    double[] amounts =
        payments.stream()
            .map(StoryPayment::amount)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (amounts.length < HABIT) {
      return;
    }
    double mean = Arrays.stream(amounts).average().orElse(0);
    double square = Arrays.stream(amounts).map(one -> (one - mean) * (one - mean)).sum();
    double spread = mean == 0 ? 0 : Math.sqrt(square / amounts.length) / mean;
    if (spread <= ALIKE) {
      found.put(
          EventFeature.AMOUNTS_ALIKE, String.format(Locale.ROOT, "each time about %.0f", mean));
    } else if (spread >= DIFFER) {
      found.put(
          EventFeature.AMOUNTS_DIFFER,
          String.format(
              Locale.ROOT, "amounts from %.0f to %.0f", amounts[0], amounts[amounts.length - 1]));
    }
  }

  private void hosts() {
    if (sessions.size() >= HABIT && sessions.stream().allMatch(one -> one.host() != null)) {
      long hosts = sessions.stream().map(StorySession::host).distinct().count();
      boolean isOwn = sessions.stream().allMatch(one -> alert.getEntity().equals(one.host()));
      if (hosts > 1) {
        found.put(EventFeature.HOSTS_DIFFER, hosts + " hosts in " + sessions.size() + " sessions");
      } else if (!isOwn) {
        found.put(EventFeature.SAME_HOST, "always the same host");
      }
    }
    count(
        EventFeature.PAID_BEFORE,
        one -> one.paidAt() != null && !one.wasPaidLater(),
        " paid for just before");
    count(EventFeature.CLOSED_SESSIONS, one -> CLOSED.contains(one.visibility()), " not public");
    count(EventFeature.WATCHED_ALONE, one -> one.viewers() == 1, " watched alone");
    count(EventFeature.MANY_VIEWERS, one -> one.viewers() >= MANY, " with ten viewers or more");
  }

  /** Finds a feature that most sessions have. */
  private void count(EventFeature feature, Predicate<StorySession> has, String words) {
    long some = sessions.stream().filter(has).count();
    if (sessions.size() >= HABIT && 2 * some > sessions.size()) {
      found.put(feature, some + " of " + sessions.size() + " sessions" + words);
    }
  }

  private void lengths() {
    long[] minutes =
        sessions.stream()
            .map(StorySession::minutes)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    if (minutes.length < HABIT) {
      return;
    }
    long middle = minutes[minutes.length / 2];
    long most = minutes[minutes.length - 1];
    String words = "sessions of " + minutes[0] + (most == minutes[0] ? "" : " to " + most) + " min";
    if (middle >= LONG) {
      found.put(EventFeature.LONG_SESSIONS, words);
    } else if (middle < SHORT) {
      found.put(EventFeature.SHORT_SESSIONS, words);
    }
  }

  private void ages() {
    List<LivestreamDetails> seen =
        alert.getEvents().stream().map(AlertEvent::getLivestream).filter(Objects::nonNull).toList();
    long both =
        seen.stream()
            .filter(one -> one.getHostAgeAssurance().equals("ADULT"))
            .filter(one -> one.getViewerAgeAssurance().equals("ADULT"))
            .count();
    if (seen.stream().anyMatch(one -> one.getHostAgeAssurance().equals("CHILD"))) {
      found.put(EventFeature.CHILD_ASSURED, "a host is assured to be a child");
    } else if (both > 0 && 2 * both > seen.size()) {
      found.put(
          EventFeature.BOTH_ADULT,
          "in "
              + both
              + " of "
              + seen.size()
              + " livestream events host and viewer are assured to be adults");
    }
  }
}
