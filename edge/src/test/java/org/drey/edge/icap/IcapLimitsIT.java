package org.drey.edge.icap;

import static org.drey.edge.icap.IcapClient.http;
import static org.drey.edge.icap.IcapClient.reqmod;
import static org.drey.edge.icap.IcapClient.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.drey.base.NetworkPrefix;
import org.drey.blocklist.MatchKind;
import org.drey.edge.icap.IcapClient.Reply;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not as RFC 3507 has them, and too many at once. */
final class IcapLimitsIT {
  private static final String ALLOW = "Allow: 204";
  private static final String FREE = http("GET", "http://free.example/", "Host: free.example");

  @AutoClose private final Service service = Service.start();
  @AutoClose private final IcapClient client = service.client();

  IcapLimitsIT() throws IOException {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: listed.example\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nno colon\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nEncapsulated: req-hdr=0, null-body=0\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nEncapsulated: req-hdr=0, null-body=999999\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nEncapsulated: req-hdr=5, null-body=9\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nEncapsulated: res-hdr=0, res-body=9\r\n\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nAllow: 204\r\nEncapsulated: req-hdr=0, req-body=1\r\n\r\n \r\nzz\r\n",
        "REQMOD icap://x/y ICAP/1.0\r\nAllow: 204\r\nEncapsulated: req-hdr=0, req-body=1\r\n\r\n "
            + "1\r\nab\r\n0\r\n\r\n",
        "\r\n\r\n\r\n\r\n"
      })
  void malformedRequestsEndTheConnection(String request) throws IOException {
    Reply reply = client.ask(request);
    assertEquals(400, reply.status());
    assertTrue(reply.head().contains("Connection: close"));
    assertTrue(client.isClosed());
    assertEquals(1, service.counts().of(ConnectionEvent.MALFORMED));
  }

  @Test
  void aMalformedBodyEndsAReplyThatHasBegun() throws IOException {
    client.send(withBody(FREE, "req-body", "2\r\nab\r\nzz\r\n"));
    assertThrows(EOFException.class, () -> client.reply());
    assertEquals(1, service.counts().of(ConnectionEvent.MALFORMED));
  }

  @Test
  void everyLineHasABound() throws IOException {
    assertEquals(400, client.ask("REQMOD " + "x".repeat(9000)).status());
  }

  @Test
  void otherMethodsAndVersionsAreRefused() throws IOException {
    assertEquals(405, client.ask("RESPMOD icap://x/y ICAP/1.0\r\n\r\n").status());
    try (IcapClient other = service.client()) {
      assertEquals(505, other.ask("REQMOD icap://x/y ICAP/2.0\r\n\r\n").status());
    }
  }

  @Test
  void survivesAnythingThatIsSent() throws IOException {
    Random random = new Random(7);
    String valid =
        withBody(http("POST", "http://listed.example/"), "req-body", "3\r\nabc\r\n0\r\n\r\n");
    for (int i = 0; i < 300; i++) {
      StringBuilder broken = new StringBuilder(valid);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(broken.length());
        switch (random.nextInt(3)) {
          case 0 -> broken.setCharAt(at, (char) random.nextInt(256));
          case 1 -> broken.deleteCharAt(at);
          default -> broken.setLength(Math.max(1, at));
        }
      }
      try (IcapClient other = service.client()) {
        other.send(broken.toString());
      }
    }
    assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
  }

  @Test
  @Timeout(60)
  void aClientThatDoesNotReadHoldsNoThread() throws IOException {
    String body = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (Service impatient = Service.start(Service.settings(Duration.ofMillis(1)), () -> null);
        IcapClient deaf = impatient.client()) {
      deaf.send(withBody(FREE, "req-body", body));
      // The service sends each piece back, until what is under way has filled all buffers.
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              deaf.send(body);
            }
          });
      assertEquals(1, impatient.counts().of(ConnectionEvent.UNREAD));
      assertEquals(0, impatient.server().connections());
    }
  }

  @Test
  void whoHasWaitedTheLongestMakesRoom() throws IOException {
    try (Service small = Service.start(Service.settings().withConnections(2), () -> null);
        IcapClient first = small.client();
        IcapClient second = small.client()) {
      assertEquals(204, first.ask(reqmod(FREE, ALLOW)).status());
      assertEquals(204, second.ask(reqmod(FREE, ALLOW)).status());
      assertEquals(204, first.ask(reqmod(FREE, ALLOW)).status());
      try (IcapClient third = small.client()) {
        assertEquals(204, third.ask(reqmod(FREE, ALLOW)).status());
        assertTrue(second.isClosed());
        assertEquals(204, first.ask(reqmod(FREE, ALLOW)).status());
      }
      assertEquals(1, small.counts().of(ConnectionEvent.MADE_ROOM));
      assertEquals(0, small.counts().open(OpenReason.TURNED_AWAY));
    }
  }

  @Test
  void aPartOfARequestThatMakesRoomCountsAsUndecided() throws IOException {
    try (Service small = Service.start(Service.settings().withConnections(2), () -> null);
        IcapClient first = small.client().send("REQMOD icap");
        IcapClient second = small.client()) {
      // What was sent before the second of two requests has been read.
      assertEquals(204, second.ask(reqmod(FREE, ALLOW)).status());
      assertEquals(204, second.ask(reqmod(FREE, ALLOW)).status());
      try (IcapClient third = small.client()) {
        assertEquals(204, third.ask(reqmod(FREE, ALLOW)).status());
        assertTrue(first.isClosed());
        assertEquals(1, small.counts().of(ConnectionEvent.MADE_ROOM));
        assertEquals(1, small.counts().open(OpenReason.TURNED_AWAY));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://listed.example/", "http://free.example/"})
  void aDecisionThatAMalformedBodyKeepsFromTheClientCountsAsUndecided(String url)
      throws IOException {
    String request = withBody(http("GET", url), "req-body", "zz\r\n", ALLOW);
    assertEquals(400, client.ask(request).status());
    assertEquals(1, service.counts().open(OpenReason.ERROR));
    assertEquals(0, service.counts().blocked(MatchKind.DOMAIN));
    assertEquals(0, service.counts().of(ConnectionEvent.PASSED));
  }

  @Test
  void aRequestOfWhichTheAnswerFailsCountsAsUndecided() throws IOException {
    IcapMetrics counts = new IcapMetrics();
    Supplier<String> tag =
        () -> {
          throw new StackOverflowError();
        };
    try (IcapServer broken =
            IcapServer.start(Service.settings(), Service.stage(), () -> null, tag, counts);
        IcapClient unlucky = new IcapClient(broken.port())) {
      assertTrue(unlucky.send(reqmod(FREE, ALLOW)).isClosed());
      assertEquals(1, counts.open(OpenReason.ERROR));
      assertEquals(0, counts.open(OpenReason.HUNG_UP));
    }
  }

  @Test
  void whoMayNotAskCountsAsUndecided() throws IOException {
    IcapSettings strict = Service.settings().withAllowed(List.of(NetworkPrefix.of("192.0.2.0/24")));
    try (Service closed = Service.start(strict, () -> null);
        IcapClient stranger = closed.client()) {
      assertTrue(stranger.isClosed());
      assertEquals(1, closed.counts().open(OpenReason.NOT_ALLOWED));
    }
  }

  @Test
  void whoCannotBeServedCountsAsUndecided() throws IOException {
    AtomicBoolean exhausted = new AtomicBoolean();
    LongSupplier clock =
        () -> {
          if (exhausted.getAndSet(false)) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return System.nanoTime();
        };
    try (Service poor = Service.start(Service.settings(), () -> null, clock)) {
      while (poor.counts().open(OpenReason.LIMIT) == 0) {
        exhausted.set(true); // whoever looks at the clock next: a client that comes, or the tick
        poor.client().close();
      }
    }
  }
}
