package org.drey.edge.icap;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.ListKey;
import org.drey.edge.net.ClientInput;
import org.jspecify.annotations.Nullable;

/**
 * Decides made-up requests before the first real one comes: a JVM that has not seen any yet takes
 * so long for them that on a busy machine the deadline would pass. Counts nothing.
 */
final class WarmUp {
  /** Java compiles what it has seen some thousand times; that takes about a second. */
  static final int ROUNDS = 2_000;

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int LONG = 8_000;
  private static final int KEY_BYTES = 32;
  private static final String LIST = "covered.test\n=host.test\nhttp://carries.test/folder/*\n";

  private static final List<String> TARGETS =
      List.of(
          "GET http://free.test/page?a=b",
          "GET http://www.covered.test/page?a=b",
          "GET http://carries.test:8080/folder/page;a=1?b",
          "GET http://carries.test/%66older/../a%2Fb%25%41?c=%zz",
          "GET http://b\u00c3\u00bccher.test/stra\u00c3\u009fe",
          "GET http://xn--bcher-kva.test/",
          "GET http://192.0.2.7/page",
          "GET ftp://host.test/",
          "GET /page",
          "CONNECT host.test:443",
          "GET http://free.test/" + "\u00e4".repeat(LONG),
          "GET http://carries.test/" + "a/".repeat(LONG / 2),
          "GET http://carries.test/" + "\u00e4".repeat(LONG));

  private WarmUp() {}

  /**
   * Decides each of some kinds of request so often, by a list made for this and by the one in
   * force.
   *
   * @param inForce null for none
   */
  static void run(UrlStage stage, @Nullable ListMatcher inForce, int rounds) {
    long end = System.nanoTime() + LONGEST_NANOS;
    ListMatcher own = rounds == 0 ? null : ownList();
    for (int i = 0; i < rounds && System.nanoTime() - end < 0; i++) {
      for (String target : TARGETS) {
        decide(stage, own, target);
        decide(stage, inForce, target);
      }
    }
  }

  private static ListMatcher ownList() {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      return PlainLists.of("warm-up", LIST.getBytes(StandardCharsets.US_ASCII), ListKey.of(secret));
    } catch (IOException e) {
      throw new IllegalStateException("the built-in list cannot be read", e);
    }
  }

  private static void decide(UrlStage stage, @Nullable ListMatcher list, String target) {
    String head = target + " HTTP/1.1\r\nHost: free.test\r\n\r\n";
    String request =
        "REQMOD icap://edge.test/reqmod ICAP/1.0\r\nAllow: 204\r\nEncapsulated: req-hdr=0,"
            + " null-body=%d\r\n\r\n%s".formatted(head.length(), head);
    ClientInput in = new ClientInput();
    in.add(Unpooled.wrappedBuffer(request.getBytes(StandardCharsets.ISO_8859_1)));
    try {
      IcapRequest read = new IcapReader().read(in);
      if (read == null) {
        throw new IllegalStateException("the request is whole");
      }
      if (list != null) {
        stage.decide(HttpHead.of(read.head()), list);
      }
    } catch (MalformedRequestException e) {
      throw new IllegalStateException("the request is sound", e);
    }
  }
}
