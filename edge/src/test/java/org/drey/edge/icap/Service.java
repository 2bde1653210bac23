package org.drey.edge.icap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/** The service on a free port, with its own list. */
record Service(IcapServer server, IcapMetrics counts) implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String LIST =
      """
      listed.example
      =host.example
      http://pages.example/listed/page
      http://pages.example/folder/*
      http://192.0.2.7/listed
      """;

  static ListMatcher list() throws IOException {
    ListKey key = ListKey.of("a key for tests, no secret".getBytes(StandardCharsets.UTF_8));
    return PlainLists.of("test", LIST.getBytes(StandardCharsets.UTF_8), key);
  }

  static UrlStage stage() {
    return new UrlStage(
        URI.create("http://splash.example/"), ListPolicy.CHILD_PROTECTION_LIST, CLOCK);
  }

  static IcapSettings settings() {
    return settings(LONG);
  }

  /** With this bound for unread replies. */
  static IcapSettings settings(Duration unread) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new IcapSettings(any, 128, List.of(), LONG, LONG, LONG, LONG, unread, 0);
  }

  static Service start() throws IOException {
    ListMatcher list = list();
    return start(settings(), () -> list);
  }

  static Service start(IcapSettings settings, Supplier<@Nullable ListMatcher> list)
      throws IOException {
    return start(settings, list, System::nanoTime);
  }

  /** With a clock that says what is too slow. */
  static Service start(
      IcapSettings settings, Supplier<@Nullable ListMatcher> list, LongSupplier nanos)
      throws IOException {
    IcapMetrics counts = new IcapMetrics();
    return new Service(
        IcapServer.start(settings, stage(), list, () -> "drey-test", counts, nanos), counts);
  }

  IcapClient client() throws IOException {
    return new IcapClient(server.port());
  }

  @Override
  public void close() {
    server.close();
  }
}
