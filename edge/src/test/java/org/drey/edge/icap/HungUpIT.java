package org.drey.edge.icap;

import static org.drey.edge.icap.IcapClient.http;
import static org.drey.edge.icap.IcapClient.reqmod;
import static org.drey.edge.icap.IcapClient.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.url.HttpUrl;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that gives up before it has its answer lets the request pass: that counts, once. */
@Timeout(60)
final class HungUpIT {
  private static final String OPTIONS =
      "OPTIONS icap://edge.test/reqmod ICAP/1.0\r\nHost: edge.test\r\n";
  private static final String ALLOW = "Allow: 204";
  private static final String LISTED = http("GET", "http://listed.example/");
  private static final String FREE = http("GET", "http://free.example/");

  /** A list that answers rightly, once it is let. */
  private record Held(ListMatcher list, CountDownLatch go) implements ListMatcher {
    @Override
    public @Nullable ListMatch matchName(String canonicalName) {
      await(go);
      return list.matchName(canonicalName);
    }

    @Override
    public @Nullable ListMatch matchUrl(HttpUrl url) {
      await(go);
      return list.matchUrl(url);
    }
  }

  private static void await(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A client that the service knows already, so that it is known, too, when it has gone. */
  private static IcapClient known(Service service) throws IOException {
    IcapClient client = service.client();
    assertEquals(200, client.ask(OPTIONS + "\r\n").status());
    return client;
  }

  private static void awaitGone(Service service) {
    while (service.server().connections() > 0) {
      Thread.onSpinWait();
    }
  }

  private static void assertCounts(Service service, int hungUp, int passed) {
    IcapMetrics counts = service.counts();
    for (OpenReason reason : OpenReason.values()) {
      assertEquals(reason == OpenReason.HUNG_UP ? hungUp : 0, counts.open(reason), reason.name());
    }
    assertEquals(passed, counts.of(ConnectionEvent.PASSED));
    assertEquals(0, counts.blocked(MatchKind.DOMAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://listed.example/", "http://free.example/"})
  void beforeTheDecision(String url) throws IOException {
    CountDownLatch go = new CountDownLatch(1);
    ListMatcher held = new Held(Service.list(), go);
    try (Service service = Service.start(Service.settings(), () -> held)) {
      known(service).send(reqmod(http("GET", url), ALLOW)).hangUp();
      go.countDown();
      awaitGone(service);
      assertCounts(service, 1, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ALLOW, "Allow: nothing"})
  void beforeTheServiceCameToIt(String allow) throws IOException {
    CountDownLatch go = new CountDownLatch(1);
    try (Service service =
        Service.start(
            Service.settings(),
            () -> {
              if (go.getCount() > 0 && Thread.currentThread().getName().startsWith("icap")) {
                await(go); // on the one thread that serves all
              }
              return null;
            })) {
      known(service).send(reqmod(FREE, allow)).hangUp();
      go.countDown();
      awaitGone(service);
      assertCounts(service, 1, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"R", "REQMOD icap://edge.test/reqmod ICAP/1.0\r\nEncapsulated: req-hdr=0"})
  void inTheMiddleOfAHead(String part) throws IOException {
    try (Service service = Service.start()) {
      known(service).send(part).hangUp();
      awaitGone(service);
      assertCounts(service, 1, 0);
    }
  }

  @Test
  void inTheMiddleOfABody() throws IOException {
    try (Service service = Service.start()) {
      known(service).send(withBody(LISTED, "req-body", "3\r\na", ALLOW)).hangUp();
      awaitGone(service);
      assertCounts(service, 1, 0);
      known(service).send(withBody(FREE, "req-body", "3\r\na", ALLOW)).hangUp();
      awaitGone(service);
      assertCounts(service, 2, 0);
    }
  }

  @Test
  void notOnceTheAnswerHasBegun() throws IOException {
    try (Service service = Service.start()) {
      known(service).send(withBody(FREE, "req-body", "3\r\na")).hangUp();
      awaitGone(service);
      assertCounts(service, 0, 1);
    }
  }

  @Test
  void notBetweenRequests() throws IOException {
    try (Service service = Service.start()) {
      IcapClient client = known(service);
      assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
      client.hangUp();
      awaitGone(service);
      assertCounts(service, 0, 1);
      service.client().hangUp();
      known(service).hangUp();
      awaitGone(service);
      assertCounts(service, 0, 1);
    }
  }

  @Test
  void notWhereNothingWasToBeDecided() throws IOException {
    try (Service service = Service.start()) {
      known(service).send(OPTIONS + "Encapsulated: opt-body=0\r\n\r\n3\r\na").hangUp();
      awaitGone(service);
      assertCounts(service, 0, 0);
    }
  }
}
