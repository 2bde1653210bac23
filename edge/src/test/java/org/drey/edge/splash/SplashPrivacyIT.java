package org.drey.edge.splash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.splash.RawClient.Answer;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One page for everybody, and nothing of what was asked for in it. */
final class SplashPrivacyIT {
  private SplashServer server;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    server =
        SplashServer.start(
            SplashSettings.of(PageContent.read("GB", null))
                .listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    PageAudience.ADULT,
                    ListPolicy.CHILD_PROTECTION_LIST)
                .withMetrics(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    client = new RawClient(server.address());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void onePageForAllThatElseDiffers() throws IOException {
    Answer first = client.get("/", "Host: one.example");
    Random random = new Random(3);
    Set<String> bodies = new HashSet<>(List.of(first.body()));
    Set<String> heads = new HashSet<>(List.of(first.timeless()));
    for (int i = 0; i < 300; i++) {
      Answer other =
          client.get(
              (i % 3 == 0 ? "http://h" + i + ".example" : "")
                  + "/"
                  + odd(random)
                  + "?"
                  + odd(random),
              "Host: host-" + random.nextInt(1000) + ".example",
              "Cookie: score=" + random.nextInt(100) + "; case=open",
              "User-Agent: agent-" + random.nextInt(100),
              "X-Forwarded-For: 192.0.2." + random.nextInt(255),
              "Referer: http://before.example/" + odd(random),
              "Authorization: Basic " + random.nextInt(1000));
      bodies.add(other.body());
      heads.add(other.timeless());
    }
    assertEquals(1, bodies.size());
    assertEquals(1, heads.size());
  }

  @Test
  void nothingThatWasAskedComesBack() throws IOException {
    Random random = new Random(4);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String marker = "Marker" + odd(random);
      Answer answer =
          client.ask(
              i % 5 == 0 ? "POST" : "GET",
              (i % 2 == 0 ? "/help/" : "/") + marker + "?ref=" + marker + "&lang=" + marker,
              "Host: marker-host.example",
              "Accept-Language: marker-" + i,
              "Marker-Header: marker",
              "Cookie: marker=" + marker);
      answers.add(answer.head() + answer.body());
    }
    RawClient operator = new RawClient(Objects.requireNonNull(server.metrics()));
    answers.add(operator.get("/.well-known/metrics").body());
    answers.add(client.get("/.well-known/health").body());
    for (String answer : answers) {
      assertFalse(answer.toLowerCase(Locale.ROOT).contains("marker"), answer);
    }
  }

  private static String odd(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append((char) ('!' + random.nextInt(94)));
    }
    return text.toString().replace("=", "").replace("?", "");
  }
}
