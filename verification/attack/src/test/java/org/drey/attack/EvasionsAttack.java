package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What is listed, asked of ICAP in ways that hide it: none passes; and nothing else is blocked. */
final class EvasionsAttack implements Attack {
  private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PUT", "X-ODD", "get");

  @Override
  public String name() {
    return "URL evasions straight to ICAP";
  }

  @Override
  public long cases() {
    return 100_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    try (Icap icap = Icap.start(folder)) {
      long[] blocked = new long[1];
      Outcome outcome =
          draw.each(
              random -> {
                boolean listed = random.nextInt(8) > 0;
                String target = listed ? Listed.target(random) : Listed.other(random);
                boolean stopped = icap.blocks(request(target, random));
                blocked[0] += stopped ? 1 : 0;
                assertEquals(listed, stopped, () -> "blocked: " + target);
              });
      return outcome.with("%,d blocked, as they must".formatted(blocked[0]));
    }
  }

  private static String request(String target, Random random) {
    String host =
        Texts.pick(random, List.of("", "Host: free.example\r\n", "Host: a\r\nHost: b\r\n"));
    String version = Texts.pick(random, List.of("HTTP/1.1", "HTTP/1.0"));
    return Texts.pick(random, METHODS) + " " + target + " " + version + "\r\n" + host + "\r\n";
  }
}
