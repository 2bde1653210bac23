package org.drey.streaming.lists;

import java.util.Collection;
import java.util.Set;
import org.drey.event.Audience;

/**
 * The profile that a subscriber has chosen.
 *
 * @param audience for whom the warning page is worded
 * @param categories of parental control that were asked for
 */
public record SubscriberProfile(Audience audience, Set<String> categories) {
  /** The profile of whoever has chosen nothing: an adult without parental control. */
  public static final SubscriberProfile NONE = new SubscriberProfile(Audience.ADULT, Set.of());

  /** Copies the categories. */
  public SubscriberProfile {
    categories = Set.copyOf(categories);
  }

  /** A profile as a policy says it; who is not known to be a child is an adult. */
  static SubscriberProfile of(Audience audience, Collection<String> categories) {
    return new SubscriberProfile(
        audience == Audience.CHILD ? Audience.CHILD : Audience.ADULT, Set.copyOf(categories));
  }
}
