package org.drey.streaming.source;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.drey.definitions.config.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The offsets from which partitions are read that no checkpoint knows. Positions are fixed when the
 * job starts: Flink's own "latest" of a quiet partition is looked up again at every restart, and
 * what came in between is skipped. A position that the broker has deleted is followed by the
 * earliest that it still has, never by the latest. Partitions that are added later are read from
 * their beginning.
 *
 * @param millis since 1970, where a time is meant
 * @param goesOn whether a partition of which the group knows where it stopped is read from there
 */
public record StartOffsets(OffsetOrigin from, long millis, boolean goesOn)
    implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  /** From all that there is: windows that start in the middle would be wrong. */
  public static final StartOffsets EARLIEST = new StartOffsets(OffsetOrigin.EARLIEST, 0, false);

  /** From now on. */
  public static final StartOffsets LATEST = new StartOffsets(OffsetOrigin.LATEST, 0, false);

  /** The origin of a position. */
  public enum OffsetOrigin {
    EARLIEST,
    LATEST,
    TIME
  }

  /** Reads {@code earliest}, {@code latest} or a time such as {@code 2026-03-02T00:00:00Z}. */
  public static StartOffsets of(String text) {
    return switch (text) {
      case "earliest" -> EARLIEST;
      case "latest" -> LATEST;
      default -> new StartOffsets(OffsetOrigin.TIME, time(text), false);
    };
  }

  private static long time(String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new InvalidConfigurationException(
          "--start is earliest, latest or a time such as 2026-03-02T00:00:00Z, from when on"
              + " records are read that were received",
          e);
    }
  }

  /** The same, but from where the group has stopped, where that is known. */
  public StartOffsets goingOn() {
    return new StartOffsets(from, millis, true);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    Map<TopicPartition, Long> offsets =
        new HashMap<>(
            switch (from) {
              case EARLIEST -> broker.beginningOffsets(partitions);
              case LATEST, TIME -> broker.endOffsets(partitions); // a time that is yet to come
            });
    if (from == OffsetOrigin.TIME) {
      offsets.putAll(received(partitions, broker));
    }
    if (goesOn) {
      broker
          .committedOffsets(partitions)
          .forEach((partition, offset) -> replace(offsets, partition, offset));
    }
    return offsets;
  }

  private static void replace(
      Map<TopicPartition, Long> offsets, TopicPartition partition, @Nullable Long offset) {
    if (offset != null) {
      offsets.put(partition, offset);
    }
  }

  /** The first records that were received at the time or later, where there are any. */
  private Map<TopicPartition, Long> received(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, millis));
    Map<TopicPartition, Long> known = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        broker.offsetsForTimes(asked).entrySet()) {
      if (found.getValue() != null) {
        known.put(found.getKey(), found.getValue().offset());
      }
    }
    return known;
  }

  @Override
  @SuppressWarnings("deprecation") // the connector takes no other way to say it
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
