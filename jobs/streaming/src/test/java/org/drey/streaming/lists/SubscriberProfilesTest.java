package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.drey.event.Audience;
import org.drey.streaming.lists.SubscriberProfiles.SubscriberHash;
import org.junit.jupiter.api.Test;

/** Who has chosen what. */
final class SubscriberProfilesTest {
  private static final SubscriberProfile CHILD =
      new SubscriberProfile(Audience.CHILD, Set.of("adult"));

  private final SubscriberProfiles subscribers = new SubscriberProfiles();

  @Test
  void aSubscriberIsTokenDomainKeyVersionAndSubject() {
    subscribers.put("d", 1, "s", CHILD);

    assertEquals(CHILD, subscribers.profile("d", 1, "s"));
    assertEquals(SubscriberProfile.NONE, subscribers.profile("d", 2, "s"));
    assertEquals(SubscriberProfile.NONE, subscribers.profile("e", 1, "s"));
    assertEquals(SubscriberProfile.NONE, subscribers.profile("d", 1, "t"));
    assertEquals(SubscriberProfile.NONE, subscribers.profile("", 1, "ds"));
    assertEquals(1, subscribers.size());
  }

  @Test
  void theLastChoiceCountsAndCanBeTakenBack() {
    subscribers.put("d", 1, "s", CHILD);
    subscribers.put("d", 1, "s", new SubscriberProfile(Audience.ADULT, Set.of("gambling")));
    assertEquals(Set.of("gambling"), subscribers.profile("d", 1, "s").categories());

    subscribers.remove("d", 1, "s");
    assertEquals(SubscriberProfile.NONE, subscribers.profile("d", 1, "s"));
    assertEquals(0, subscribers.size());
  }

  @Test
  void choosingNothingIsAsNotBeingThere() {
    subscribers.put("d", 1, "s", SubscriberProfile.of(Audience.UNKNOWN, Set.of()));
    assertEquals(0, subscribers.size());
    assertEquals(Audience.ADULT, subscribers.profile("d", 1, "s").audience());
  }

  @Test
  void theHashDistinguishesSubscribersAndIsTheProcesssOwn() {
    SubscriberHash hash = new SubscriberHash();
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      long number = hash.of("default", 1 + i % 2, "token-" + i / 2);
      assertTrue(number >= 0 && number < (1L << 61) - 1);
      numbers.add(number);
    }
    numbers.add(hash.of("default", 1, "t\u00f6ken-1"));
    numbers.add(hash.of("default", 1, "\u0174oken-1")); // its low byte is that of a 't'
    assertEquals(100_002, numbers.size());
    assertEquals(hash.of("d", -1, "s"), hash.of("d", -1, "s"));
    assertFalse(new SubscriberHash().of("d", 1, "s") == hash.of("d", 1, "s"));
  }
}
