package org.drey.edge.icap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.drey.blocklist.ListMatcher;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.drey.edge.net.ClientConnection;
import org.drey.edge.net.ClientConversation;
import org.drey.edge.net.ClientLimits;
import org.drey.edge.net.EdgeServer;
import org.drey.edge.net.ServerProtocol;
import org.jspecify.annotations.Nullable;

/** The ICAP service at its address. */
public final class IcapServer implements AutoCloseable {
  private static final int OVERLOADED = 503;

  private final EdgeServer server;
  private final IcapDecision decider;
  private final InetSocketAddress address;

  /** Speaks ICAP with each client. */
  private record Icap(
      IcapSettings settings, IcapDecision decider, Supplier<String> tag, IcapMetrics counts)
      implements ServerProtocol {
    @Override
    public ClientConversation begin(ClientConnection connection, InetAddress client) {
      return new IcapConversation(connection, settings, decider, tag, counts);
    }

    @Override
    public byte[] turnedAway() {
      counts.count(ConnectionEvent.TURNED_AWAY);
      counts.countOpen(OpenReason.TURNED_AWAY);
      return IcapReply.error(OVERLOADED);
    }

    @Override
    public void notAllowed() {
      counts.count(ConnectionEvent.NOT_ALLOWED);
      counts.countOpen(OpenReason.NOT_ALLOWED);
    }

    @Override
    public void notServed() {
      counts.countOpen(OpenReason.LIMIT);
    }
  }

  private IcapServer(EdgeServer server, IcapDecision decider, InetSocketAddress address) {
    this.server = server;
    this.decider = decider;
    this.address = address;
  }

  /**
   * Begins to serve, once it has warmed up.
   *
   * @param list decides; null while there is none, and then everything passes
   * @param tag names the version of the list, at most 32 letters, digits and hyphens (ISTag)
   * @throws IOException if the address cannot be had; the message names it
   */
  public static IcapServer start(
      IcapSettings settings,
      UrlStage stage,
      Supplier<@Nullable ListMatcher> list,
      Supplier<String> tag,
      IcapMetrics counts)
      throws IOException {
    return start(settings, stage, list, tag, counts, System::nanoTime);
  }

  /** By another clock, which decides what is too slow. */
  static IcapServer start(
      IcapSettings settings,
      UrlStage stage,
      Supplier<@Nullable ListMatcher> list,
      Supplier<String> tag,
      IcapMetrics counts,
      LongSupplier nanos)
      throws IOException {
    WarmUp.run(stage, list.get(), settings.warmUp());
    IcapDecision decider = new IcapDecision(stage, list, settings);
    ClientLimits limits =
        new ClientLimits(settings.connections(), settings.unread(), settings.allowed());
    EdgeServer server = new EdgeServer("icap", limits, nanos, () -> {});
    try {
      ServerProtocol icap = new Icap(settings, decider, tag, counts);
      return new IcapServer(server, decider, server.listen(settings.address(), icap));
    } catch (IOException | RuntimeException e) {
      server.close();
      decider.close();
      throw e;
    }
  }

  /** The port on which it listens. */
  public int port() {
    return address.getPort();
  }

  /** Returns how many clients are connected. */
  public int connections() {
    return server.connections();
  }

  /** Returns whether it ended without having been closed; then no one is served any more. */
  public boolean hasFailed() {
    return server.hasFailed();
  }

  /** Waits until it has ended; whether that was by {@link #close}. */
  public boolean awaitEnd() throws InterruptedException {
    return server.awaitEnd();
  }

  /** Ends all connections. Safe to call twice. */
  @Override
  public void close() {
    server.close();
    decider.close();
  }
}
