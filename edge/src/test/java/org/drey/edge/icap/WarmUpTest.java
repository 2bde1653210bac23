package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.url.HttpUrl;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
  /** Remembers what it was asked for. */
  private record LookupLog(Set<String> names) implements ListMatcher {
    @Override
    public @Nullable ListMatch matchName(String canonicalName) {
      names.add(canonicalName);
      return null;
    }

    @Override
    public @Nullable ListMatch matchUrl(HttpUrl url) {
      names.add(url.host());
      return null;
    }
  }

  @Test
  void requestsAreDecidedBeforeItListensAndNotCounted() throws IOException {
    LookupLog log = new LookupLog(ConcurrentHashMap.newKeySet());
    try (Service service = Service.start(Service.settings().withWarmUp(1), () -> log)) {
      assertTrue(
          log.names()
              .containsAll(Set.of("free.test", "host.test", "xn--bcher-kva.test", "192.0.2.7")),
          log.names().toString());
      assertEquals(0, service.counts().of(ConnectionEvent.REQUEST));
      for (OpenReason reason : OpenReason.values()) {
        assertEquals(0, service.counts().open(reason));
      }
    }
    assertTrue(IcapSettings.at(Service.settings().address()).warmUp() > 1_000);
  }

  @Test
  void withoutAListItWarmsUpByItsOwn() throws IOException {
    try (Service service = Service.start(Service.settings().withWarmUp(1), () -> null)) {
      assertEquals(0, service.counts().open(OpenReason.NO_LIST));
    }
  }
}
