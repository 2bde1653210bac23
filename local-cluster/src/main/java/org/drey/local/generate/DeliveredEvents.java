package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;

/**
 * The events of one topic as providers deliver them: late, some twice, out of order. The delay
 * stays well below what the stream allows, so none is too late.
 */
final class DeliveredEvents {
  /** One in a hundred comes again. */
  private static final double TWICE = 0.01;

  /** One in fifty is held up; the others come soon. */
  private static final double HELD_UP = 0.02;

  private static final int SOON_SHARE = 200;
  private static final Duration COPY_AFTER = Duration.ofSeconds(90);
  private static final Duration LONGEST_DELAY = Duration.ofHours(12);

  private final RecordForms<?> encoding;
  private final long longestDelay;
  private final Random random;
  private final List<WorldItem> items = new ArrayList<>();
  private final Map<String, Integer> idsByProvider;
  private int duplicates;

  private DeliveredEvents(String topic, Random random, Map<String, Integer> idsByProvider) {
    Duration half = StreamRegistry.of(topic).schema().lateness().dividedBy(2);
    this.encoding = RecordForms.of(topic);
    this.longestDelay = (half.compareTo(LONGEST_DELAY) < 0 ? half : LONGEST_DELAY).toMillis();
    this.random = random;
    this.idsByProvider = idsByProvider;
  }

  /** Returns empty ones of all topics that providers write, in order, with delays by the seed. */
  static Map<String, DeliveredEvents> ofInputs(long seed) {
    Map<String, Integer> ids = new HashMap<>();
    Map<String, DeliveredEvents> journals = new TreeMap<>();
    for (String topic : TopicNames.INPUTS) {
      journals.put(topic, new DeliveredEvents(topic, SeededRandom.of(seed, topic, 0), ids));
    }
    return journals;
  }

  /** Returns the one of a topic. */
  static DeliveredEvents of(String topic, Map<String, DeliveredEvents> journals) {
    return Objects.requireNonNull(
        journals.get(topic), () -> topic + " is no topic that providers write");
  }

  /** Returns an id that the provider has not used. */
  String nextId(String provider) {
    int number = idsByProvider.merge(provider, 1, Integer::sum);
    return provider.substring(0, Math.max(0, provider.indexOf('.'))) + "-" + number;
  }

  /**
   * Records an event, with an id of its provider.
   *
   * @param given puts in what does not follow from those whom the event is about
   */
  void record(
      SpecificRecordBase event, String provider, Instant at, Consumer<SpecificRecordBase> given) {
    event.put("event_time", at);
    event.put("provider", provider);
    event.put("token_domain", ProviderFirms.TOKEN_DOMAIN);
    event.put("key_version", ProviderFirms.KEY_VERSION);
    given.accept(event);
    event.put("event_id", nextId((String) event.get("provider")));
    long happened = at.toEpochMilli();
    long delay = delay();
    items.add(WorldItem.of(encoding, happened + delay, event));
    if (SeededRandom.happens(random, TWICE)) {
      long again = delay + (long) (random.nextDouble() * (longestDelay - delay));
      items.add(WorldItem.of(encoding, happened + again, event));
      duplicates++;
    }
  }

  /** Records another provider's copy of an event, which comes soon. */
  void recordCopy(SpecificRecordBase event, String provider, Instant at) {
    event.put("provider", provider);
    event.put("event_id", nextId(provider));
    items.add(WorldItem.of(encoding, at.plus(COPY_AFTER).toEpochMilli(), event));
  }

  void addMalformed(byte[] jsonLine, byte[] avro, Instant arrival) {
    items.add(WorldItem.malformed(encoding, arrival.toEpochMilli(), jsonLine, avro));
  }

  /** Returns everything in the order in which it arrives. */
  List<WorldItem> arrivals() {
    List<WorldItem> sorted = new ArrayList<>(items);
    sorted.sort(
        Comparator.comparing(WorldItem::arrival)); // stable: equal arrivals keep their order
    return sorted;
  }

  /** Returns one of the items that are events. */
  WorldItem anyEvent(Random choice) {
    while (true) {
      WorldItem item = SeededRandom.pick(choice, items);
      if (item.event() != null) {
        return item;
      }
    }
  }

  int size() {
    return items.size();
  }

  RecordForms<?> encoding() {
    return encoding;
  }

  int duplicates() {
    return duplicates;
  }

  private long delay() {
    if (SeededRandom.happens(random, HELD_UP)) {
      return (long) (random.nextDouble() * (longestDelay - 1));
    }
    double soon = -StrictMath.log(1 - random.nextDouble()) * longestDelay / SOON_SHARE;
    return Math.min((long) soon, longestDelay - 1);
  }
}
