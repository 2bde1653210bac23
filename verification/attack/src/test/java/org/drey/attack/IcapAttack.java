package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Connections to ICAP with messages that are none: each is answered or closed, and it serves on.
 */
final class IcapAttack implements Attack {
  private static final int LOOK_EVERY = 200;
  private static final long MORE_FILES = 200;
  private static final String LISTED = "GET http://listed.example/ HTTP/1.1\r\n\r\n";
  private static final String FREE = "GET http://free.example/ HTTP/1.1\r\n\r\n";

  private static final List<String> MESSAGES =
      List.of(
          Icap.reqmod(LISTED),
          Icap.reqmod(FREE) + Icap.reqmod(LISTED),
          "OPTIONS icap://edge.test/reqmod ICAP/1.0\r\nHost: edge.test\r\n\r\n",
          reqmod("Preview: 4", "req-hdr=0, req-body=37")
              + "POST http://free.example/ HTTP/1.1\r\n\r\n4\r\nabcd\r\n0; ieof\r\n\r\n",
          reqmod("X: y", "req-hdr=99999999999, null-body=-1"),
          "RESPMOD icap://a/x ICAP/1.0\r\nEncapsulated: res-hdr=0, res-body=5\r\n\r\nx",
          "REQMOD icap://a/reqmod ICAP/9.9\r\n folded: \r\n\u0000: \r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
          "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

  private static String reqmod(String header, String encapsulated) {
    return "REQMOD icap://a/reqmod ICAP/1.0\r\nHost: a\r\n%s\r\nEncapsulated: %s\r\n\r\n"
        .formatted(header, encapsulated);
  }

  @Override
  public String name() {
    return "ICAP messages";
  }

  @Override
  public long cases() {
    return 60_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    try (Icap icap = Icap.start(folder)) {
      assertTrue(icap.blocks(LISTED), "it blocks");
      long files = icap.daemon().openFiles();
      long[] answered = new long[2];
      Outcome outcome =
          draw.each(
              random -> {
                String answer = Wire.exchange(icap.port(), message(random));
                assertTrue(answer.isEmpty() || answer.startsWith("ICAP/1.0 "), "answers in ICAP");
                answered[0] += answer.isEmpty() ? 0 : 1;
                if (answered[1]++ % LOOK_EVERY == 0) {
                  lookAt(icap);
                }
              });
      lookAt(icap);
      long more = icap.daemon().openFiles() - files;
      assertTrue(more < MORE_FILES, () -> more + " files more are open");
      return outcome.with("%,d answered, serves on".formatted(answered[0]));
    }
  }

  private static void lookAt(Icap icap) throws Exception {
    assertTrue(icap.daemon().isAlive(), "it runs");
    assertTrue(icap.blocks(LISTED), "it blocks");
    assertFalse(icap.blocks(FREE), "it lets the rest pass");
    String health =
        Wire.exchange(icap.statusPort(), Wire.latin("GET /.well-known/health HTTP/1.0\r\n\r\n"));
    assertTrue(health.startsWith("HTTP/1.1 200 "), "it is healthy");
  }

  private static byte[] message(Random random) {
    byte[] sound = Texts.pick(random, MESSAGES).getBytes(StandardCharsets.ISO_8859_1);
    return random.nextInt(20) == 0
        ? Mutations.random(random, 3_000)
        : Mutations.of(sound, 0, random);
  }
}
