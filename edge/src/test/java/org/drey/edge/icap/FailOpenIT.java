package org.drey.edge.icap;

import static org.drey.edge.icap.IcapClient.http;
import static org.drey.edge.icap.IcapClient.reqmod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.url.HttpUrl;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When in doubt, a request passes, and is counted. */
final class FailOpenIT {
  private static final String LISTED = reqmod(http("GET", "http://listed.example/"), "Allow: 204");

  /** A list that answers when it is let. */
  private record Slow(CountDownLatch go) implements ListMatcher {
    @Override
    public @Nullable ListMatch matchUrl(HttpUrl url) {
      return null;
    }

    @Override
    public @Nullable ListMatch matchName(String canonicalName) {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return null;
    }
  }

  /** A list that is broken. */
  private record Broken() implements ListMatcher {
    @Override
    public @Nullable ListMatch matchName(String canonicalName) {
      throw new IllegalStateException(canonicalName);
    }

    @Override
    public @Nullable ListMatch matchUrl(HttpUrl url) {
      throw new IllegalStateException(url.canonical());
    }
  }

  @Test
  void withoutAList() throws IOException {
    try (Service service = Service.start(Service.settings(), () -> null);
        IcapClient client = service.client()) {
      assertEquals(204, client.ask(LISTED).status());
      assertEquals(1, service.counts().open(OpenReason.NO_LIST));
    }
  }

  @Test
  void whenADecisionFails() throws IOException {
    try (Service service = Service.start(Service.settings(), Broken::new);
        IcapClient client = service.client()) {
      assertEquals(204, client.ask(LISTED).status());
      assertEquals(204, client.ask(LISTED).status());
      assertEquals(2, service.counts().open(OpenReason.ERROR));
    }
  }

  @Test
  void whenADecisionTakesTooLong() throws IOException {
    Slow slow = new Slow(new CountDownLatch(1));
    IcapSettings settings = Service.settings().withDeadline(Duration.ofMillis(1));
    try (Service service = Service.start(settings, () -> slow);
        IcapClient client = service.client()) {
      assertEquals(204, client.ask(LISTED).status());
      assertEquals(1, service.counts().open(OpenReason.DEADLINE));
    }
  }

  /** A list that never answers, and is not to be interrupted. */
  private record Stuck(CountDownLatch go) implements ListMatcher {
    @Override
    public @Nullable ListMatch matchUrl(HttpUrl url) {
      return null;
    }

    @Override
    public @Nullable ListMatch matchName(String canonicalName) {
      while (go.getCount() > 0) {
        Thread.onSpinWait();
      }
      return null;
    }
  }

  @Test
  void whenAllDecisionsAreStuck() throws IOException {
    Stuck stuck = new Stuck(new CountDownLatch(1));
    IcapSettings settings =
        Service.settings().withDeadline(Duration.ofMillis(1)).withConnections(1);
    try (Service service = Service.start(settings, () -> stuck);
        IcapClient client = service.client()) {
      do {
        assertEquals(204, client.ask(LISTED).status());
      } while (service.counts().open(OpenReason.TURNED_AWAY) == 0);
      // Not one for each thread: on a busy machine a thread may come too late for its first.
      assertTrue(service.counts().open(OpenReason.DEADLINE) > 0);
    } finally {
      stuck.go().countDown();
    }
  }

  @Test
  void neverBecauseAsManyAskAsMay() throws Exception {
    ListMatcher list = Service.list();
    int connections = Service.settings().connections();
    CountDownLatch asked = new CountDownLatch(connections);
    CountDownLatch go = new CountDownLatch(1);
    ListMatcher held = new Held(list, go);
    List<IcapClient> clients = new ArrayList<>();
    try (Service service =
        Service.start(
            Service.settings(),
            () -> {
              asked.countDown();
              return held;
            })) {
      for (int i = 0; i < connections; i++) {
        clients.add(service.client().send(LISTED));
      }
      asked.await();
      go.countDown();
      for (IcapClient client : clients) {
        assertTrue(client.reply().http().startsWith("HTTP/1.1 302 "));
      }
      for (OpenReason reason : OpenReason.values()) {
        assertEquals(0, service.counts().open(reason));
      }
    } finally {
      for (IcapClient client : clients) {
        client.close();
      }
    }
  }

  /** A list that answers rightly, once it is let. */
  private record Held(ListMatcher list, CountDownLatch go) implements ListMatcher {
    @Override
    public @Nullable ListMatch matchName(String canonicalName) {
      return list.matchName(canonicalName);
    }

    @Override
    public @Nullable ListMatch matchUrl(HttpUrl url) {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return list.matchUrl(url);
    }
  }
}
