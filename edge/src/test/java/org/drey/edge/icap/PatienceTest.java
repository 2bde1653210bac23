package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PatienceTest {
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
  private final List<Integer> waits = new ArrayList<>();

  /** A client that sends one byte every 19 seconds, for ever. */
  private Patience slowClient() {
    InputStream drops =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("nobody asks for one byte");
          }

          @Override
          public int read(byte[] into, int offset, int count) {
            now.addAndGet(Duration.ofSeconds(19).toNanos());
            into[offset] = 'x';
            return 1;
          }
        };
    return new Patience(drops, waits::add, now::get);
  }

  @Test
  void aHeadHasATimeHoweverItsBytesAreSpread() {
    Patience patience = slowClient();
    patience.begin(PAUSE, PAUSE);
    IcapInput in = new IcapInput(patience);
    assertThrows(SocketTimeoutException.class, () -> in.bytes(1000));
    assertEquals(List.of(20_000, 1001), waits);
  }

  @Test
  void aBodyHasAPauseAndATime() throws IOException {
    Patience patience = slowClient();
    patience.begin(PAUSE, Duration.ofSeconds(19 * 3));
    byte[] one = new byte[1];
    for (int i = 0; i < 3; i++) {
      assertEquals(1, patience.read(one));
    }
    assertThrows(SocketTimeoutException.class, () -> patience.read(one));
    assertEquals(List.of(20_000, 20_000, 19_001), waits);
    patience.begin(PAUSE, PAUSE);
    assertEquals(1, patience.read(one));
  }

  @Test
  void aClientThatIsTooSlowLosesItsConnection() throws Exception {
    Counts counts = new Counts();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    long late = Duration.ofMinutes(2).toNanos(); // longer than any time of the settings
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        IcapClient client = new IcapClient(server.getLocalPort());
        Decider decider = new Decider(Service.stage(), () -> null, Service.settings(), counts)) {
      client.send("REQMOD icap://edge.test/reqmod ICAP/1.0\r\n");
      AtomicLong calls = new AtomicLong();
      new IcapConnection(
              server.accept(),
              Service.settings(),
              decider,
              () -> "drey-test",
              counts,
              // The first calls begin the wait for a request; then the time passes.
              () -> calls.incrementAndGet() < 5 ? 0 : late,
              timer)
          .serve();
      assertTrue(client.isClosed());
      assertEquals(0, counts.of(Counts.Event.REQUEST));
      assertFalse(calls.get() < 5);
    } finally {
      timer.shutdownNow();
    }
  }
}
