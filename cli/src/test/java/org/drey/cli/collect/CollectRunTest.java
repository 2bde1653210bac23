package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.drey.collect.feed.FeedSums;
import org.drey.collect.feed.LossReason;
import org.drey.collect.feed.RefusalReason;
import org.junit.jupiter.api.Test;

final class CollectRunTest {
  private static int status(long sent, long refused, long lost) {
    return CollectRun.exitStatus(
        new FeedSums(
            4,
            sent,
            1,
            0,
            Map.of(RefusalReason.MALFORMED, refused),
            Map.of(LossReason.NOT_TAKEN, lost),
            0,
            Instant.EPOCH));
  }

  @Test
  void onlyWhatTheBrokersDoNotHaveIsAFailure() {
    assertEquals(0, status(3, 0, 0));
    assertEquals(0, status(1, 2, 0));
    assertEquals(1, status(2, 0, 1));
    assertEquals(1, status(2, 0, 0)); // one is on its way for ever
  }
}
