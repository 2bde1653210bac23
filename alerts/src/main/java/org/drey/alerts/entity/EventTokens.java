package org.drey.alerts.entity;

import java.util.function.BiConsumer;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;

/** The tokens that an event of an alert names. */
public final class EventTokens {
  private EventTokens() {}

  /** Whether a token is to go. */
  @FunctionalInterface
  public interface Test {
    /** Of an entity. */
    boolean test(EntityKind kind, String token);
  }

  /** Passes on each token of an event, with the kind of its entity. */
  public static void forEach(AlertEvent event, BiConsumer<EntityKind, String> use) {
    String person = person(event);
    if (person != null) {
      use.accept(EntityKind.SUBJECT, person);
    }
    PaymentDetails payment = event.getPayment();
    if (payment != null) {
      use.accept(EntityKind.PAYEE, payment.getPayee());
    }
    LivestreamDetails livestream = event.getLivestream();
    if (livestream != null) {
      use.accept(EntityKind.HOST, livestream.getHost());
    }
  }

  /** The person who paid or watched; null if the event names none. */
  public static @Nullable String person(AlertEvent event) {
    PaymentDetails payment = event.getPayment();
    LivestreamDetails livestream = event.getLivestream();
    if (payment != null) {
      return payment.getSubject();
    }
    return livestream == null ? null : livestream.getSubject();
  }

  /** A copy of an event with other words for the person who paid or watched. */
  public static AlertEvent withPerson(AlertEvent event, String words) {
    AlertEvent copy = AlertEvent.newBuilder(event).build();
    PaymentDetails payment = copy.getPayment();
    LivestreamDetails livestream = copy.getLivestream();
    if (payment != null) {
      payment.setSubject(words);
    } else if (livestream != null) {
      livestream.setSubject(words);
    }
    return copy;
  }

  /**
   * A copy of an event without some tokens.
   *
   * @param word what is written where each event of the stream has a token; a viewer may be missing
   */
  public static AlertEvent without(AlertEvent event, Test isToGo, String word) {
    AlertEvent copy = AlertEvent.newBuilder(event).build();
    PaymentDetails payment = copy.getPayment();
    if (payment != null) {
      if (isToGo.test(EntityKind.SUBJECT, payment.getSubject())) {
        payment.setSubject(word);
      }
      if (isToGo.test(EntityKind.PAYEE, payment.getPayee())) {
        payment.setPayee(word);
      }
    }
    LivestreamDetails livestream = copy.getLivestream();
    if (livestream != null) {
      if (isToGo.test(EntityKind.HOST, livestream.getHost())) {
        livestream.setHost(word);
      }
      String viewer = livestream.getSubject();
      if (viewer != null && isToGo.test(EntityKind.SUBJECT, viewer)) {
        livestream.setSubject(null);
      }
    }
    return copy;
  }
}
