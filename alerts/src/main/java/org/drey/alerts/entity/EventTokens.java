package org.drey.alerts.entity;

import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;

/** The tokens that an event of an alert names. */
public final class EventTokens {
  private EventTokens() {}

  /** Whether a token is to go. */
  @FunctionalInterface
  public interface Test {
    /** Of an entity. */
    boolean test(EntityKind kind, String token);
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
