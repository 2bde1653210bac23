package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.drey.event.Audience;
import org.drey.event.SubscriberPolicy;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.streaming.fixture.Sample;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscribers' choices as they arrive. */
final class PolicyUpdatesTest {
  private static final Sample CHILD =
      Sample.of(TopicNames.SUBSCRIBER_POLICIES, "unused").with("subject", "s|1");

  private final SubscriberProfiles subscribers = new SubscriberProfiles();
  private Set<String> categories = Set.of("adult", "gambling");
  private final PolicyUpdates updates = new PolicyUpdates(subscribers, () -> categories);

  private static TopicRecord message(@Nullable String key, byte @Nullable [] value) {
    return new TopicRecord(TopicNames.SUBSCRIBER_POLICIES, 0, 0, 0, key, value);
  }

  private static byte[] avro(Sample policy) {
    return AvroCodec.of(SubscriberPolicy.class).encode((SubscriberPolicy) policy.record());
  }

  @Test
  void aPolicyIsTakenUntilItsTombstone() {
    String key = PolicyUpdates.key("default", 1, "s|1");
    updates.read(message(key, avro(CHILD)));
    assertEquals(
        new SubscriberProfile(Audience.CHILD, Set.of("adult", "gambling")),
        subscribers.profile("default", 1, "s|1"));

    updates.read(message(key, null));
    assertEquals(SubscriberProfile.NONE, subscribers.profile("default", 1, "s|1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s|1", "default|x|s|1", "default|2|s|1", "other|1|s|1", "default|1|s"})
  void aKeyThatIsNotTheSubscribersIsLeftOut(String key) {
    updates.read(message(key, avro(CHILD)));
    assertEquals(0, subscribers.size());
  }

  @Test
  void onlyCategoriesOfListsAreKeptAndTheTopicIsReadAgainForNewOnes() {
    String key = PolicyUpdates.key("default", 1, "s|1");
    categories = Set.of("adult");
    updates.fromTheBeginning();
    assertFalse(updates.wantsAll());
    updates.read(message(key, avro(CHILD)));
    assertEquals(Set.of("adult"), subscribers.profile("default", 1, "s|1").categories());
    assertFalse(updates.wantsAll());

    categories = Set.of("adult", "gambling");
    assertTrue(updates.wantsAll());
    updates.fromTheBeginning();
    updates.read(message(key, avro(CHILD)));
    assertEquals(
        Set.of("adult", "gambling"), subscribers.profile("default", 1, "s|1").categories());
    categories = Set.of("gambling");
    assertFalse(updates.wantsAll());
  }

  @Test
  void whatIsReadAgainIsRefusedOnce() {
    for (int pass = 0; pass < 2; pass++) {
      updates.fromTheBeginning();
      for (int partition = 0; partition < 2; partition++) {
        updates.read(unreadable(partition, 5));
        updates.read(unreadable(partition, 7));
      }
    }
    assertEquals(4, updates.refused());
    updates.read(unreadable(1, 8));
    assertEquals(5, updates.refused());
  }

  private static TopicRecord unreadable(int partition, long offset) {
    return new TopicRecord(
        TopicNames.SUBSCRIBER_POLICIES, partition, offset, 0, "no key", new byte[] {1});
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    updates.read(message("default|1|s|1", new byte[] {1, 2, 3}));
    updates.read(message(null, avro(CHILD)));
    updates.read(message("default|1|s|1", avro(CHILD)));
    assertEquals(1, subscribers.size());
  }

  @Test
  void aFileIsReadAndItsBrokenLinesLeftOut(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("subscriber-policies.jsonl");
    Files.writeString(
        file,
        CHILD.line()
            + "\n\nbroken\n"
            + CHILD.with("subject", "t").with("audience", "ADULT").line()
            + "\n");
    updates.readFile(file);
    assertEquals(2, subscribers.size());
    assertEquals(Audience.ADULT, subscribers.profile("default", 1, "t").audience());
  }
}
