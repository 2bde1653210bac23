package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.drey.blocklist.ListMatcher;
import org.junit.jupiter.api.Test;

/**
 * What a URL costs must not depend on which bytes it has: else a few clients stop all decisions.
 */
final class CostTest {
  private static final int LENGTH = 8_000;
  private static final int ROUNDS = 15;
  private static final int DECISIONS = 50;

  private final ListMatcher list = Service.list();
  private final UrlStage stage = Service.stage();

  CostTest() throws IOException {}

  private static byte[] head(String host, String path) {
    return ("GET http://" + host + "/" + path + " HTTP/1.1\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String random(int from, int to) {
    StringBuilder text = new StringBuilder();
    new Random(5).ints(LENGTH, from, to).forEach(c -> text.append((char) c));
    return text.toString();
  }

  /** CPU time of this thread alone, so that what else the machine does is not in it. */
  private long nanos(byte[] head) {
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < DECISIONS; i++) {
      stage.decide(HttpHead.of(head), list);
    }
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
  }

  private double ratio(byte[] costly, byte[] plain) {
    long leastOfCostly = Long.MAX_VALUE;
    long leastOfPlain = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      leastOfCostly = Math.min(leastOfCostly, nanos(costly));
      leastOfPlain = Math.min(leastOfPlain, nanos(plain));
    }
    return (double) leastOfCostly / leastOfPlain;
  }

  private static String[] shapes() {
    return new String[] {
      random(0x80, 0x100),
      random(0x21, 0x100),
      "?" + random(0x80, 0x100),
      "%41".repeat(LENGTH / 3),
      "%2525".repeat(LENGTH / 5),
      "%e4".repeat(LENGTH / 3),
      "a/../".repeat(LENGTH / 5),
      "/".repeat(LENGTH),
      "\\".repeat(LENGTH),
      "a/".repeat(LENGTH / 2)
    };
  }

  private void assertCostsAtMost(double most, String host) {
    byte[] plain = head(host, random('0', '9'));
    int number = 0;
    for (String shape : shapes()) {
      double ratio = ratio(head(host, shape), plain);
      assertTrue(ratio <= most, "shape " + number++ + " costs " + ratio + " times plain digits");
    }
  }

  @Test
  void whateverBytesAtMostTwice() {
    assertCostsAtMost(2, "free.example");
  }

  /** Path and query have to be read there; still nothing grows beyond a few times as much. */
  @Test
  void atAListedHostAFewTimes() {
    assertCostsAtMost(8, "www.listed.example");
    assertCostsAtMost(8, "pages.example");
  }
}
