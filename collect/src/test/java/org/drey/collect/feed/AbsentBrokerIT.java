package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's own client without a broker: memory is bounded, and sending waits for none. */
@Timeout(60)
final class AbsentBrokerIT {
  private static final int EVENTS = 1_000;

  @Test
  void nothingWaitsAndAllIsCounted() throws Exception {
    FeedCounts counts = new FeedCounts();
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "127.0.0.1:1");
    try (FeedSender sender = FeedSender.open(client, "dns-queries", FeedPressure.LOSE, counts)) {
      for (int i = 0; i < EVENTS; i++) {
        counts.read(TestFeed.NOW);
        sender.send(List.of(new byte[] {1}));
      }
    }
    assertEquals(EVENTS, counts.sums().allLost());
    assertEquals(0, counts.sums().pending());
  }
}
