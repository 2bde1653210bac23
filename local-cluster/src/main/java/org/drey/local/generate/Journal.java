package org.drey.local.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Takes down the events of one topic as providers deliver them: late, some twice, out of order. The
 * delay stays well below what the stream allows, so none is too late.
 */
final class Journal {
  /** One in a hundred comes again. */
  private static final double TWICE = 0.01;

  /** One in fifty is held up; the others come soon. */
  private static final double HELD_UP = 0.02;

  private static final int SOON_SHARE = 200;

  private final Encoding<?> encoding;
  private final long longestDelay;
  private final Random random;
  private final List<Item> items = new ArrayList<>();
  private final Map<String, Integer> idsByProvider;
  private int duplicates;

  /**
   * A journal.
   *
   * @param longestDelayMillis no event arrives later after it happened
   * @param ids how many event ids each provider has used, shared by the journals of a world
   */
  Journal(String topic, long longestDelayMillis, Random random, Map<String, Integer> ids) {
    this.encoding = Encoding.of(topic);
    this.longestDelay = longestDelayMillis;
    this.random = random;
    this.idsByProvider = ids;
  }

  static Map<String, Integer> noIds() {
    return new HashMap<>();
  }

  /** An id that the provider has not used. */
  String nextId(String provider) {
    int number = idsByProvider.merge(provider, 1, Integer::sum);
    return provider.substring(0, provider.indexOf('.')) + "-" + number;
  }

  void add(SpecificRecordBase event, Instant time) {
    long happened = time.toEpochMilli();
    long delay = delay();
    items.add(new EventItem(encoding, event, happened + delay));
    if (Chance.happens(random, TWICE)) {
      long again = delay + (long) (random.nextDouble() * (longestDelay - delay));
      items.add(new EventItem(encoding, event, happened + again));
      duplicates++;
    }
  }

  void addMalformed(byte[] jsonLine, byte[] avro, long arrivalMillis) {
    items.add(new MalformedItem(encoding.topic(), arrivalMillis, jsonLine, avro));
  }

  /** Everything in the order in which it arrives. */
  List<Item> arrivals() {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(Item::arrival)); // stable: equal arrivals keep their order
    return sorted;
  }

  /** One of the events that were added. */
  EventItem anyEvent(Random choice) {
    while (true) {
      if (Chance.pick(choice, items) instanceof EventItem event) {
        return event;
      }
    }
  }

  int size() {
    return items.size();
  }

  Encoding<?> encoding() {
    return encoding;
  }

  int duplicates() {
    return duplicates;
  }

  private long delay() {
    if (Chance.happens(random, HELD_UP)) {
      return (long) (random.nextDouble() * (longestDelay - 1));
    }
    double soon = -StrictMath.log(1 - random.nextDouble()) * longestDelay / SOON_SHARE;
    return Math.min((long) soon, longestDelay - 1);
  }
}
