package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.drey.blocklist.ListMatcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a URL costs must not depend on which bytes it has: else a few clients stop all decisions. A
 * cost is that of code compiled as in production, for which unit tests have no time.
 */
@Tag("nightly")
final class CostIT {
  private static final int LENGTH = 8_000;
  private static final int LEAST_ROUNDS = 5;

  /** So many where other work leaves the compiler little time: the best then come late. */
  private static final int MAX_ROUNDS = 300;

  private static final double TWICE = 2;
  private static final int DECISIONS = 20;

  private final ListMatcher list = Service.list();
  private final UrlStage stage = Service.stage();

  CostIT() throws IOException {}

  private static byte[] head(String target) {
    return (target + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Without what would end the path. */
  private static String random(int from, int to) {
    StringBuilder text = new StringBuilder();
    new Random(5)
        .ints(from, to)
        .filter(c -> c != '#')
        .limit(LENGTH)
        .forEach(c -> text.append((char) c));
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

  /**
   * The best of many rounds, in turns: what disturbs a round only makes it longer. More of them
   * where the best are still too far apart.
   */
  private long[] least(List<byte[]> heads) {
    long[] least = new long[heads.size()];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int round = 0;
        round < LEAST_ROUNDS || (round < MAX_ROUNDS && largest(least) > TWICE * least[0]);
        round++) {
      for (int i = 0; i < least.length; i++) {
        least[i] = Math.min(least[i], nanos(heads.get(i)));
      }
    }
    return least;
  }

  private static long largest(long[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static List<String> shapes() {
    String bytes = random(0x80, 0x100);
    return List.of(
        bytes,
        random(0x21, 0x100),
        "?" + bytes,
        "%41" + bytes,
        "%41".repeat(LENGTH / 3),
        "%2525".repeat(LENGTH / 5),
        "%e4".repeat(LENGTH / 3),
        "%E4".repeat(LENGTH / 3),
        "%".repeat(LENGTH),
        "\u00e4/".repeat(LENGTH / 2),
        "a/../".repeat(LENGTH / 5),
        "/".repeat(LENGTH),
        "\\".repeat(LENGTH),
        "a/".repeat(LENGTH / 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://free.example/",
        "GET http://www.listed.example/",
        "GET http://pages.example/",
        "GET http://pages.example/folders/",
        "GET ftp://free.example/",
        "GET http://",
        "CONNECT "
      })
  void anyBytesAtMostTwice(String front) {
    List<byte[]> heads = new ArrayList<>();
    heads.add(head(front + random('0', '9')));
    shapes().forEach(shape -> heads.add(head(front + shape)));
    long[] least = least(heads);
    for (int i = 1; i < least.length; i++) {
      double ratio = (double) least[i] / least[0];
      assertTrue(ratio <= TWICE, "shape " + i + " costs " + ratio + " times plain digits");
    }
  }
}
