package org.drey.edge.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.drey.edge.net.ClientLimits;
import org.drey.edge.net.EdgeServer;

/**
 * Serves an operator's pages with a separate thread, so that they answer while the service they
 * report on is under attack.
 */
public final class StatusServer implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final int HEAD_BYTES = 8 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EdgeServer server;
  private final InetSocketAddress address;

  private StatusServer(EdgeServer server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Begins to serve.
   *
   * @throws IOException if the address cannot be had; the message names it
   */
  public static StatusServer start(InetSocketAddress address, StatusPages pages)
      throws IOException {
    ClientLimits limits = new ClientLimits(CONNECTIONS, PATIENCE, List.of());
    EdgeServer server = new EdgeServer("status", limits, System::nanoTime, () -> {});
    try {
      HttpProtocol protocol = new HttpProtocol(pages, HEAD_BYTES, PATIENCE);
      return new StatusServer(server, server.listen(address, protocol));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Returns where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    server.close();
  }
}
