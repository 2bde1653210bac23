package org.drey.collect.firm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.EventFacts;
import org.drey.collect.feed.ObservedEvent;
import org.drey.collect.feed.TokenMaker;
import org.drey.event.EntityKind;
import org.drey.event.Payment;
import org.drey.event.PaymentStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory of ten million pairs, and the cost of a payment among them. */
@Tag("nightly")
@Timeout(300)
final class PairCostIT {
  private static final int PAIRS = 10_000_000;
  private static final int SAVED_AFTER = 1_000_000;
  private static final long MOST_BYTES = 400L << 20;
  private static final int PAYMENTS = 200_000;
  private static final int ROUNDS = 4;
  private static final Instant FIRST = Instant.parse("2026-01-02T10:00:00Z");
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  @Test
  void tenMillionPairsTakeLittleAndCostAPaymentLittle() throws Exception {
    Path file = folder.resolve("pairs.drey");
    SplittableRandom random = new SplittableRandom(7);
    long before = used();
    try (PairFile pairs = PairFile.open(file)) {
      for (int pair = 1; pair <= PAIRS; pair++) {
        pairs.add(random.nextLong(), FIRST);
        if (pair % SAVED_AFTER == 0) {
          pairs.save();
        }
      }
      check("made", pairs, before);
    }
    try (PairFile pairs = PairFile.open(file)) {
      check("read again", pairs, before);
      cost(pairs);
    }
  }

  private static void check(String how, PairFile pairs, long before) {
    long bytes = used() - before;
    System.out.printf("%,d pairs, %s, take %d MB%n", pairs.size(), how, bytes >> 20);
    assertEquals(PAIRS, pairs.size());
    assertTrue(bytes < MOST_BYTES, () -> (bytes >> 20) + " MB");
  }

  /** Beside that of the payment's two tokens, which the door makes in any case. */
  private void cost(PairFile pairs) throws Exception {
    FirmFacts firm = new FirmFacts(FirmFacts.randomKey(), null, null, pairs);
    EventFacts facts = firm.open();
    TokenMaker tokens = new TokenMaker(new FirmFiles(folder).keys());
    long leastFacts = Long.MAX_VALUE;
    long leastTokens = Long.MAX_VALUE;
    int unused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = CPU.getCurrentThreadCpuTime();
      for (int i = 0; i < PAYMENTS; i++) {
        ObservedEvent event = event(round, i);
        facts.fill(event, null);
        unused += facts.learn(event) ? 1 : 0;
      }
      long middle = CPU.getCurrentThreadCpuTime();
      for (int i = 0; i < PAYMENTS; i++) {
        for (ClearValue value : event(round, i).clear().values()) {
          unused += tokens.token(1, value).length();
        }
      }
      leastFacts = Math.min(leastFacts, middle - start);
      leastTokens = Math.min(leastTokens, CPU.getCurrentThreadCpuTime() - middle);
    }
    double micros = leastFacts / 1e3 / PAYMENTS;
    double ratio = (double) leastFacts / leastTokens;
    System.out.printf("a payment: %.2f us, %.2f times its two tokens%n", micros, ratio);
    assertTrue(ratio < 4, ratio + " times, " + unused);
    assertEquals(PAIRS + ROUNDS * PAYMENTS, pairs.size());
  }

  private static ObservedEvent event(int round, int number) {
    Payment payment = new Payment();
    payment.setEventTime(FIRST);
    payment.setStatus(PaymentStatus.COMPLETED);
    String payer = "NL26EXAM%010d".formatted(number);
    return new ObservedEvent(
        payment,
        "id",
        null,
        Map.of(
            "subject", new ClearValue(EntityKind.SUBJECT, payer),
            "payee", new ClearValue(EntityKind.PAYEE, "GB22EXAM0000000000000" + round)));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
