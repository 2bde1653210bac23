package org.drey.collect.dnstap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.function.Predicate;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.listen.ListenAddress;
import org.drey.collect.listen.WriterServer;

/** Takes dnstap from any number of writers, of which none waits. */
public final class DnstapServer implements AutoCloseable {
  private final WriterServer server;

  /**
   * A server that does not listen yet.
   *
   * @param queries whether to take questions, and not answers
   * @param allowed from where writers may come over TCP
   */
  public DnstapServer(
      CollectFeed feed, FeedGaps gaps, boolean queries, Predicate<InetAddress> allowed) {
    LogLimiter limiter = new LogLimiter();
    server =
        new WriterServer(
            "dnstap",
            socket -> new WriterConnection(socket, feed, gaps, queries, limiter),
            allowed);
  }

  /** Listens, and returns where: with the port that was taken if port 0 was asked for. */
  public SocketAddress listen(ListenAddress address) throws IOException {
    return server.listen(address);
  }

  /** Waits until it ends; by itself only if it cannot listen any more. */
  public void awaitEnd() throws InterruptedException {
    server.awaitEnd();
  }

  @Override
  public void close() {
    server.close();
  }
}
