package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The findings of each way, by a plain look through each window, in a world of a few people. */
@Tag("nightly")
class PeersIT {
  private static final int EVENTS = 320;
  private static final int COPIES = 2;
  private static final long SEED = 11;

  @TempDir static Path folder;

  private static PeerJob job;

  @BeforeAll
  static void start() throws Exception {
    job = PeerJob.start(folder);
  }

  @AfterAll
  static void stop() {
    job.close();
  }

  @ParameterizedTest
  @EnumSource(PeerRule.class)
  void inOrderAllFindTheSame(PeerRule rule) throws Exception {
    Set<String> expected = expected(rule);
    assertFalse(expected.isEmpty());
    for (PeerWay way : PeerWay.values()) {
      if (way.says(rule)) {
        List<String> reported = reported(way, rule, PeerRule.Order.IN_ORDER, 1);
        assertEquals(expected, new TreeSet<>(reported), () -> way.title);
      }
    }
  }

  /** The clock of Flink has passed what is late; the state of Drey still has its window. */
  @Test
  void lateAndDoubledPaymentsAreCountedByDreyAlone() throws Exception {
    Set<String> expected = expected(PeerRule.COUNT);
    assertEquals(expected, found(PeerWay.DREY, PeerRule.Order.LATE, 1));
    assertEquals(expected, found(PeerWay.DREY, PeerRule.Order.DOUBLED, 1));
    assertEquals(expected, found(PeerWay.SQL_EACH_ONCE, PeerRule.Order.DOUBLED, 1));
    for (PeerWay way : List.of(PeerWay.SQL, PeerWay.CEP)) {
      Set<String> late = found(way, PeerRule.Order.LATE, 1);
      assertTrue(expected.containsAll(late) && late.size() < expected.size(), () -> way.title);
      assertEquals(expected, found(way, PeerRule.Order.LATE, Duration.ofDays(1).toMinutes()));
      Set<String> doubled = found(way, PeerRule.Order.DOUBLED, 1);
      assertTrue(
          doubled.containsAll(expected) && doubled.size() > expected.size(), () -> way.title);
    }
  }

  private static Set<String> expected(PeerRule rule) {
    return new TreeSet<>(rule.expected(PeerRule.payments(EVENTS, SEED), COPIES));
  }

  private static Set<String> found(PeerWay way, PeerRule.Order order, long waits) throws Exception {
    return new TreeSet<>(new HashSet<>(reported(way, PeerRule.COUNT, order, waits)));
  }

  private static List<String> reported(PeerWay way, PeerRule rule, PeerRule.Order order, long waits)
      throws Exception {
    PeerJob.Input input = new PeerJob.Input(SEED, EVENTS, order, Duration.ofMinutes(waits), 1);
    return job.run(way, rule, COPIES, input).reported();
  }
}
