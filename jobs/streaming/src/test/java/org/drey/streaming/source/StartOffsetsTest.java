package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.drey.definitions.config.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** Where partitions are read from without state: positions that stay, however much comes later. */
final class StartOffsetsTest {
  private static final TopicPartition BUSY = new TopicPartition("payments", 0);
  private static final TopicPartition QUIET = new TopicPartition("payments", 1);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** A broker: 10 to 90 of one partition, at noon 50, read up to 70; of the other 5 to 5. */
  private static final class Broker implements PartitionOffsetsRetriever {
    private static Map<TopicPartition, Long> of(Long busy, Long quiet) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      offsets.put(BUSY, busy);
      offsets.put(QUIET, quiet);
      return offsets;
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return of(70L, null);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return of(90L, 5L);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return of(10L, 5L);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      assertEquals(NOON.toEpochMilli(), times.get(BUSY));
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      found.put(BUSY, new OffsetAndTimestamp(50, NOON.toEpochMilli(), Optional.empty()));
      found.put(QUIET, null);
      return found;
    }
  }

  private static Map<TopicPartition, Long> offsets(StartOffsets start) {
    return start.getPartitionOffsets(List.of(BUSY, QUIET), new Broker());
  }

  @Test
  void positionsAreFixed() {
    assertEquals(Broker.of(10L, 5L), offsets(StartOffsets.of("earliest")));
    assertEquals(Broker.of(90L, 5L), offsets(StartOffsets.of("latest")));
    assertEquals(Broker.of(50L, 5L), offsets(StartOffsets.of("2026-03-02T12:00:00Z")));
  }

  @Test
  void itGoesOnWhereTheGroupStopped() {
    assertEquals(Broker.of(70L, 5L), offsets(StartOffsets.EARLIEST.goingOn()));
    assertEquals(Broker.of(70L, 5L), offsets(StartOffsets.LATEST.goingOn()));
  }

  @Test
  void whatWasDeletedIsFollowedByTheEarliestThatIsLeft() {
    assertEquals("earliest", StartOffsets.LATEST.getAutoOffsetResetStrategy().toString());
  }

  @Test
  void anythingElseIsRefused() {
    assertThrows(InvalidConfigurationException.class, () -> StartOffsets.of("yesterday"));
  }
}
