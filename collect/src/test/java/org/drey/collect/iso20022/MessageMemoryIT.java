package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Collections;
import java.util.function.IntFunction;
import org.drey.collect.feed.FeedSums;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory of large messages: that of what is held, however many payments there are. */
@Tag("nightly")
@Timeout(300)
final class MessageMemoryIT {
  private static final int PAYMENTS = 400_000;
  private static final int HELD = 100_000;
  private static final int CLEARED = 10_000;
  private static final long MOST_BYTES = 400L << 20;
  private static final String IDS = "UETR>0A0B0C0D-0000-4000-8000-000000000001<";

  @TempDir private Path folder;

  @Test
  void aFileOfManyPaymentsTakesThatOfThoseHeld() throws Exception {
    TestMessages seen = TestMessages.of(folder, HELD);
    String text = TestMessages.text("transfer");
    int first = text.indexOf("<CdtTrfTxInf>");
    int second = text.indexOf("<CdtTrfTxInf>", first + 1);
    String one = text.substring(first, second);
    String end = text.substring(text.lastIndexOf("</CdtTrfTxInf>") + "</CdtTrfTxInf>".length());
    long before = used();
    seen.intake.read(
        parts(
            number -> {
              if (number % CLEARED == 0) {
                seen.feed.complete();
                seen.feed.producer().clear();
              }
              return number == 0
                  ? text.substring(0, first)
                  : number > PAYMENTS ? end : payment(one, number);
            }),
        "test.xml");
    seen.feed.complete();
    seen.feed.producer().clear();
    long held = used() - before;
    System.out.printf("%,d payments held take %d MB%n", HELD, held >> 20);
    FeedSums sums = seen.sums();
    assertEquals(PAYMENTS, sums.read());
    assertEquals(PAYMENTS - HELD, sums.sent());
    assertTrue(held < MOST_BYTES, () -> (held >> 20) + " MB");
    assertEquals(PAYMENTS, seen.end().sums().sent());
  }

  private static String payment(String one, int number) {
    return one.replace("T-1<", "T-" + number + '<')
        .replace("I-1<", "I-" + number + '<')
        .replace(IDS, "UETR>0A0B0C0D-0000-4000-8000-%012d<".formatted(number));
  }

  /** An input of parts that are made when they are read. */
  private static InputStream parts(IntFunction<String> part) {
    return new SequenceInputStream(
        Collections.enumeration(
            new AbstractList<InputStream>() {
              @Override
              public InputStream get(int number) {
                return new ByteArrayInputStream(
                    part.apply(number).getBytes(StandardCharsets.UTF_8));
              }

              @Override
              public int size() {
                return PAYMENTS + 2;
              }
            }));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
