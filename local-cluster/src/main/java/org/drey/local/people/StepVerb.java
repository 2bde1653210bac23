package org.drey.local.people;

import java.util.Locale;
import org.drey.event.Topics;

/** The things that people do; each becomes records of one stream, whose fields it can give. */
public enum StepVerb {
  PAY(Topics.PAYMENTS),
  JOIN(Topics.LIVESTREAM_SESSIONS),
  WATCH(Topics.LIVESTREAM_SESSIONS),
  HOLD(Topics.LIVESTREAM_SESSIONS),
  CREATE_ROOM(Topics.LIVESTREAM_SESSIONS),
  COMPLAIN(Topics.LIVESTREAM_SESSIONS),
  ASK(Topics.DNS_QUERIES),
  VISIT(Topics.WEB_REQUESTS),
  REPORT(Topics.EXTERNAL_SIGNALS);

  private final String topic;

  StepVerb(String topic) {
    this.topic = topic;
  }

  /** Returns whether it is done with another. */
  boolean needsOther() {
    return this == PAY || this == JOIN || this == WATCH;
  }

  /** Returns the verb as files have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the topic of its records. */
  String topic() {
    return topic;
  }
}
