package org.drey.streaming.lists;

import java.util.Set;
import org.drey.event.Audience;

/** Subscribers as a test names them. */
public final class SubscribersOf {
  private final SubscriberProfiles subscribers = new SubscriberProfiles();

  private SubscribersOf() {}

  /** A child for whom categories of parental control were asked. */
  public static SubscribersOf child(String subject, String... categories) {
    return new SubscribersOf().andChild(subject, categories);
  }

  public SubscribersOf andChild(String subject, String... categories) {
    subscribers.put(
        "default", 1, subject, new SubscriberProfile(Audience.CHILD, Set.of(categories)));
    return this;
  }

  public SubscriberProfiles build() {
    return subscribers;
  }
}
