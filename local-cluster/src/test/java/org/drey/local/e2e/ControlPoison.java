package org.drey.local.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.Audience;
import org.drey.event.ListManifest;
import org.drey.event.ListPart;
import org.drey.event.SubscriberPolicy;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** What no one may achieve anything with on the topics that say what is in force. */
final class ControlPoison {
  private static final String LATER = "2999-01-01T00:00:00Z";

  private final List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();

  private ControlPoison() {}

  /**
   * Announcements around a genuine one, under its key and under others.
   *
   * @param key of the list, for those that only lack reason
   */
  static List<ProducerRecord<byte[], byte[]>> announcements(PublishedManifest genuine, ListKey key)
      throws Exception {
    ControlPoison poison = new ControlPoison();
    String id = genuine.listId();
    for (Poison.Bad bad : Poison.bytesOf(TopicNames.BLOCKLIST_CONTROL)) {
      poison.add(TopicNames.BLOCKLIST_CONTROL, id, bad.value());
      poison.add(TopicNames.BLOCKLIST_CONTROL, Poison.MARK, bad.value());
    }
    AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
    List<ListManifest> all = forged(genuine);
    Instant later = Instant.parse(LATER);
    for (long sequence : new long[] {genuine.sequence() + 1_000_001, Long.MAX_VALUE}) {
      all.add(of(signed(genuine, sequence, genuine.publishedAt(), key)));
    }
    all.add(of(signed(genuine, genuine.sequence() + 1, later, key)));
    for (ListManifest forged : all) {
      byte[] value = codec.encode(forged);
      poison.add(TopicNames.BLOCKLIST_CONTROL, id, value);
      poison.add(TopicNames.BLOCKLIST_CONTROL, Poison.MARK, value);
      poison.add(TopicNames.BLOCKLIST_CONTROL, "", value);
    }
    poison.all.add(
        new ProducerRecord<>(
            TopicNames.BLOCKLIST_CONTROL, 1, new byte[] {-1, 0, -2}, codec.encode(of(genuine))));
    return poison.all;
  }

  private static PublishedManifest signed(
      PublishedManifest like, long sequence, Instant at, ListKey key) {
    return new PublishedManifest(like.listId(), sequence, at, like.base(), like.deltas(), "")
        .madeWith(key);
  }

  private static ListManifest of(PublishedManifest genuine) {
    return ManifestRecords.of(genuine);
  }

  private static List<ListManifest> forged(PublishedManifest genuine) {
    List<ListManifest> forged = new ArrayList<>();
    long next = genuine.sequence() + 1;
    for (long sequence : new long[] {Long.MIN_VALUE, -1, 0, next, Long.MAX_VALUE}) {
      forged.add(change(genuine, sequence, Instant.parse(LATER)));
    }
    forged.add(change(genuine, next, Instant.ofEpochMilli(Long.MIN_VALUE)));
    forged.add(change(genuine, next, Instant.ofEpochMilli(Long.MAX_VALUE)));
    for (String file :
        List.of("", ".", "..", "../key", "/etc/passwd", "a\u0000b", "a\r\nb", HostileTexts.TOKEN)) {
      ListManifest other = change(genuine, next, Instant.now());
      other.setBase(new ListPart(file, other.getBase().getChecksum(), HostileTexts.TOKEN));
      forged.add(other);
    }
    ListManifest many = change(genuine, next, Instant.now());
    many.setDeltas(Collections.nCopies(65, many.getBase()));
    forged.add(many);
    ListManifest itself = change(genuine, next, Instant.now());
    itself.setDeltas(List.of(itself.getBase()));
    forged.add(itself);
    for (String id : List.of("..", "../lists", HostileTexts.TOKEN, "x".repeat(128), "y\r\nz: 1")) {
      ListManifest other = change(genuine, next, Instant.now());
      other.setListId(id);
      forged.add(other);
    }
    return forged;
  }

  private static ListManifest change(
      PublishedManifest genuine, long sequence, Instant publishedAt) {
    ListManifest other = of(genuine);
    other.setSequence(sequence);
    other.setPublishedAt(publishedAt);
    return other;
  }

  /** Policies around that of a subscriber, who has chosen to be a child. */
  static List<ProducerRecord<byte[], byte[]>> policies(SubscriberPolicy genuine) throws Exception {
    ControlPoison poison = new ControlPoison();
    String key = keyOf(genuine);
    for (Poison.Bad bad : Poison.bytesOf(TopicNames.SUBSCRIBER_POLICIES)) {
      if (bad.value() != null) { // without a value the subscriber's own takes the choice back
        poison.add(TopicNames.SUBSCRIBER_POLICIES, key, bad.value());
      }
      poison.add(TopicNames.SUBSCRIBER_POLICIES, Poison.MARK, bad.value());
    }
    AvroCodec<SubscriberPolicy> codec = AvroCodec.of(SubscriberPolicy.class);
    SubscriberPolicy adult =
        SubscriberPolicy.newBuilder(genuine).setAudience(Audience.ADULT).build();
    for (String other :
        List.of("", "|", "default|1|", "default|x|y", "default|99999999999|y", "a|1|" + key)) {
      poison.add(TopicNames.SUBSCRIBER_POLICIES, other, codec.encode(adult));
    }
    for (List<String> categories :
        List.of(Collections.nCopies(1001, "x"), List.of("c".repeat(129)))) {
      SubscriberPolicy large = SubscriberPolicy.newBuilder(adult).setCategories(categories).build();
      poison.add(TopicNames.SUBSCRIBER_POLICIES, key, codec.encode(large));
    }
    return poison.all;
  }

  static String keyOf(SubscriberPolicy policy) {
    return policy.getTokenDomain() + "|" + policy.getKeyVersion() + "|" + policy.getSubject();
  }

  private void add(String topic, String key, byte @Nullable [] value) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    all.add(new ProducerRecord<>(topic, all.size() % JobTopics.PARTITIONS, bytes, value));
  }
}
