package org.drey.streaming.lists;

import java.util.Set;
import org.drey.event.Audience;

/** Subscribers as a test names them. */
public final class SubscribersOf {
  private final Subscribers subscribers = new Subscribers();

  private SubscribersOf() {}

  /** A child for whom categories of parental control were asked. */
  public static SubscribersOf child(String subject, String... categories) {
    return new SubscribersOf().andChild(subject, categories);
  }

  public SubscribersOf andChild(String subject, String... categories) {
    subscribers.put("default", 1, subject, new Profile(Audience.CHILD, Set.of(categories)));
    return this;
  }

  public Subscribers build() {
    return subscribers;
  }
}
