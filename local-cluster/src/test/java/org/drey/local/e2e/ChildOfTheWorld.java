package org.drey.local.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.event.Audience;
import org.drey.event.DnsQuery;
import org.drey.event.SubscriberPolicy;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;

/** A subscriber who asks for a listed name, and for whom the page is to be worded for a child. */
final class ChildOfTheWorld {
  private ChildOfTheWorld() {}

  /** What the child's parents have chosen. */
  static SubscriberPolicy policy(SyntheticWorld world) {
    AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
    for (WorldItem item : world.arrivals().get(TopicNames.DNS_QUERIES)) {
      try {
        DnsQuery query = codec.decode(item.avro());
        String event = query.getProvider() + " " + query.getEventId();
        if (query.getSubject() != null && world.truth().splashEvents().contains(event)) {
          return SubscriberPolicy.newBuilder()
              .setSubject(query.getSubject())
              .setTokenDomain(query.getTokenDomain())
              .setKeyVersion(query.getKeyVersion())
              .setAudience(Audience.CHILD)
              .setCategories(List.of())
              .setUpdatedAt(Instant.now())
              .build();
        }
      } catch (InvalidRecordException e) {
        // one of those that are malformed
      }
    }
    throw new IllegalStateException("no one in this world asks for a listed name");
  }

  /** The choice as records, on every partition: what the tests send after it comes after it. */
  static List<ProducerRecord<byte[], byte[]>> records(SubscriberPolicy policy) {
    byte[] key = ControlPoison.keyOf(policy).getBytes(StandardCharsets.UTF_8);
    byte[] value = AvroCodec.of(SubscriberPolicy.class).encode(policy);
    return List.of(
        new ProducerRecord<>(TopicNames.SUBSCRIBER_POLICIES, 0, key, value),
        new ProducerRecord<>(TopicNames.SUBSCRIBER_POLICIES, 1, key, value));
  }
}
