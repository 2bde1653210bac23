package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Requests to the splash and status pages that are none, or carry what must not come back: each is
 * answered once or closed.
 */
final class HttpAttack implements Attack {
  private static final int PORTS = 4;
  private static final int LOOK_EVERY = 200;
  private static final long MORE_FILES = 200;

  private static final List<String> PLACES =
      List.of(
          "/",
          "/?ref=0123456789abcdef&policy=list",
          "/.well-known/health",
          "/.well-known/metrics",
          "/../../etc/passwd",
          "http://listed.example/",
          "//evil.example/",
          "/%0d%0aX-Injected:%201",
          "/\u001b[31m",
          "*");

  private static final List<String> HEADERS =
      List.of(
          "Host: ",
          "Accept-Language: ",
          "Accept: ",
          "Referer: ",
          "Content-Length: ",
          "Transfer-Encoding: chunked\r\nX: ",
          "Range: bytes=",
          "Cookie: ",
          "Expect: 100-continue\r\nX: ");

  private static final List<String> VALUES =
      List.of("-", "--", "-;q=1", "en-GB,cy;q=0.9", "a.test", "4294967296", "-1", "*;q=9", "");

  @Override
  public String name() {
    return "HTTP to splash and status pages";
  }

  @Override
  public long cases() {
    return 60_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    String any = "127.0.0.1:0";
    List<String> splash =
        List.of(
            "edge",
            "splash",
            "--listen",
            any,
            "--child-listen",
            any,
            "--parental-listen",
            any,
            "--metrics",
            any);
    try (Daemon daemon = Daemon.start(folder, PORTS, splash)) {
      lookAt(daemon);
      long files = daemon.openFiles();
      long[] answered = new long[2];
      Outcome outcome =
          draw.each(
              random -> {
                int port = daemon.port(random.nextInt(PORTS));
                check(Wire.exchange(port, request(random)), answered);
                if (answered[1]++ % LOOK_EVERY == 0) {
                  lookAt(daemon);
                }
              });
      lookAt(daemon);
      long more = daemon.openFiles() - files;
      assertTrue(more < MORE_FILES, () -> more + " files more are open");
      return outcome.with("%,d answered, none reflected, serves on".formatted(answered[0]));
    }
  }

  private static void check(String answer, long[] answered) {
    if (answer.isEmpty()) {
      return;
    }
    answered[0]++;
    assertTrue(answer.startsWith("HTTP/1.1 "), "answers in HTTP");
    assertTrue(Wire.count(answer, "HTTP/1.1 ") == 1, "answers once");
    assertFalse(answer.contains(Texts.MARK), "what was sent comes back");
    assertFalse(answer.contains("X-Injected"), "a header is injected");
    assertFalse(answer.contains("\r\nLocation:"), "it leads elsewhere");
    boolean isPage = answer.contains("</html>");
    assertTrue(!isPage || answer.contains("\r\nCache-Control: no-store\r\n"), "it may be stored");
    assertFalse(answer.startsWith("HTTP/1.1 500"), "it fails");
  }

  private static void lookAt(Daemon daemon) throws Exception {
    assertTrue(daemon.isAlive(), "it runs");
    for (int i = 0; i < PORTS - 1; i++) {
      String page = Wire.exchange(daemon.port(i), Wire.latin("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
      assertTrue(page.startsWith("HTTP/1.1 403 ") && page.contains("</html>"), "the page");
    }
  }

  private static byte[] request(Random random) {
    StringBuilder request = new StringBuilder();
    request.append(Texts.pick(random, List.of("GET ", "POST ", "HEAD ", "TRACE ", "get ", "")));
    request.append(Texts.pick(random, PLACES));
    if (random.nextBoolean()) {
      request.append("?").append(Texts.MARK).append("=<script>").append(Texts.MARK);
    }
    request.append(Texts.pick(random, List.of(" HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/9\r\n")));
    for (int headers = random.nextInt(5); headers > 0; headers--) {
      request.append(Texts.pick(random, HEADERS));
      request.append(random.nextBoolean() ? Texts.pick(random, VALUES) : Texts.MARK);
      request.append("\r\n");
    }
    byte[] sound = Wire.latin(request.append("\r\n").toString());
    return switch (random.nextInt(3)) {
      case 0 -> sound;
      case 1 -> Mutations.of(sound, 0, random);
      default -> random.nextInt(10) == 0 ? Mutations.random(random, 2_000) : sound;
    };
  }
}
