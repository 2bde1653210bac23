package org.drey.local.people;

import java.util.Locale;
import org.drey.event.TopicNames;

/** The things that people do; each becomes records of one stream, whose fields it can give. */
public enum StepVerb {
  PAY(TopicNames.PAYMENTS),
  JOIN(TopicNames.LIVESTREAM_SESSIONS),
  WATCH(TopicNames.LIVESTREAM_SESSIONS),
  HOLD(TopicNames.LIVESTREAM_SESSIONS),
  CREATE_ROOM(TopicNames.LIVESTREAM_SESSIONS),
  COMPLAIN(TopicNames.LIVESTREAM_SESSIONS),
  ASK(TopicNames.DNS_QUERIES),
  VISIT(TopicNames.WEB_REQUESTS),
  REPORT(TopicNames.EXTERNAL_SIGNALS);

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
