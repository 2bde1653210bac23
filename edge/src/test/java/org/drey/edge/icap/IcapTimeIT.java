package org.drey.edge.icap;

import static org.drey.edge.icap.IcapClient.http;
import static org.drey.edge.icap.IcapClient.reqmod;
import static org.drey.edge.icap.IcapClient.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.MatchKind;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that take their time, by a clock that the test sets. */
final class IcapTimeIT {
  private static final String ALLOW = "Allow: 204";
  private static final String FREE = http("GET", "http://free.example/");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
  private final IcapSettings usual = IcapSettings.at(Service.settings().address()).withWarmUp(0);

  @AutoClose private final Service service = Service.start(usual, () -> null, now::get);
  @AutoClose private final IcapClient client = service.client();
  @AutoClose private final IcapClient other = service.client();

  IcapTimeIT() throws IOException {}

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /**
   * What was sent before this has been read when it returns: with the first of these requests or
   * before it, and the second comes later.
   */
  private void sync() throws IOException {
    assertEquals(204, other.ask(reqmod(FREE, ALLOW)).status());
    assertEquals(204, other.ask(reqmod(FREE, ALLOW)).status());
  }

  @Test
  void aHeadHasATimeHoweverItsBytesAreSpread() throws IOException {
    client.ask(reqmod(FREE, ALLOW));
    client.send("REQMOD icap://edge.test/reqmod ");
    sync();
    pass(PATIENCE.minusSeconds(1));
    client.send("ICAP/1.0\r\n");
    sync();
    pass(Duration.ofSeconds(1));
    assertTrue(client.isClosed());
    assertEquals(1, service.counts().open(OpenReason.DEADLINE));
  }

  @Test
  void aBodyHasAPauseAndATime() throws IOException {
    client.send(withBody(FREE, "req-body", "3\r\na", ALLOW));
    sync();
    pass(PATIENCE.minusSeconds(1));
    client.send("b");
    sync();
    pass(PATIENCE.minusSeconds(1));
    assertEquals(204, client.ask("c\r\n0\r\n\r\n").status());
    client.send(withBody(FREE, "req-body", "3\r\na", ALLOW));
    sync();
    pass(PATIENCE);
    assertTrue(client.isClosed());
  }

  @Test
  void aBlockThatWaitsForASlowBodyCountsAsUndecided() throws IOException {
    ListMatcher list = Service.list();
    IcapSettings calm = usual.withDeadline(Duration.ofMinutes(1));
    try (Service blocking = Service.start(calm, () -> list, now::get);
        IcapClient slow = blocking.client()) {
      slow.send(withBody(http("GET", "http://listed.example/"), "req-body", "3\r\na", ALLOW));
      while (blocking.counts().of(ConnectionEvent.REQUEST) == 0) {
        Thread.onSpinWait();
      }
      while (blocking.server().connections() > 0) {
        pass(PATIENCE); // counts once it is decided: until then it is not the client that is slow
        Thread.onSpinWait();
      }
      assertTrue(slow.isClosed());
      assertEquals(1, blocking.counts().open(OpenReason.DEADLINE));
      assertEquals(0, blocking.counts().blocked(MatchKind.DOMAIN));
    }
  }

  @Test
  void aConnectionMayRestBetweenRequests() throws IOException {
    client.ask(reqmod(FREE, ALLOW));
    pass(usual.idle().minusSeconds(1));
    assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
    pass(usual.idle());
    assertTrue(client.isClosed());
    assertEquals(2, service.counts().of(ConnectionEvent.REQUEST));
    assertEquals(0, service.counts().open(OpenReason.DEADLINE));
  }
}
