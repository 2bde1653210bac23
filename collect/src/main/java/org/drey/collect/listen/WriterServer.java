package org.drey.collect.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what any number of writers write, each with a thread of its own. */
public final class WriterServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriterServer.class);
  private static final int MOST_WRITERS = 256;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final String kind;
  private final Function<SocketChannel, Runnable> connection;
  private final Predicate<InetAddress> allowed;
  private final LogLimiter limiter = new LogLimiter();
  private final List<ServerSocketChannel> listeners = new ArrayList<>();
  private final List<ListenAddress> addresses = new ArrayList<>();
  private final Set<SocketChannel> writers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A server that does not listen yet.
   *
   * @param kind of what is written, which names its threads
   * @param connection what is run with each writer; it closes the socket
   * @param allowed from where writers may come over TCP
   */
  public WriterServer(
      String kind, Function<SocketChannel, Runnable> connection, Predicate<InetAddress> allowed) {
    this.kind = kind;
    this.connection = connection;
    this.allowed = allowed;
  }

  /**
   * Listens.
   *
   * @return where, with the port that was taken if port 0 was asked for
   */
  public SocketAddress listen(ListenAddress address) throws IOException {
    ServerSocketChannel listener = address.listen();
    listeners.add(listener);
    addresses.add(address);
    DaemonThreads.start(kind + " listener", () -> accept(listener));
    return listener.getLocalAddress();
  }

  private void accept(ServerSocketChannel listener) {
    while (listener.isOpen()) {
      try {
        take(listener.accept());
      } catch (ClosedChannelException e) {
        LOG.debug("it is closed", e);
      } catch (IOException | RuntimeException | Error e) { // no files left, or no memory
        if (limiter.isDue(e.getClass())) {
          LOG.error("a writer could not connect", e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    ended.countDown();
  }

  private void take(SocketChannel socket) throws IOException {
    if (writers.size() >= MOST_WRITERS || !isAllowed(socket)) {
      if (limiter.isDue("refused")) {
        LOG.warn("a writer was refused: too many are there, or its address is not allowed");
      }
      socket.close();
      return;
    }
    writers.add(socket);
    Runnable writer = connection.apply(socket);
    DaemonThreads.start(
        kind + " writer",
        () -> {
          try {
            writer.run();
          } finally {
            writers.remove(socket);
          }
        });
  }

  private boolean isAllowed(SocketChannel socket) throws IOException {
    return !(socket.getRemoteAddress() instanceof InetSocketAddress tcp)
        || allowed.test(tcp.getAddress());
  }

  /** Waits until it ends; by itself only if it cannot listen any more. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    listeners.forEach(WriterServer::close);
    writers.forEach(WriterServer::close);
    addresses.forEach(ListenAddress::remove);
  }

  private static void close(Channel one) {
    try {
      one.close();
    } catch (IOException e) {
      LOG.debug("it is closed anyway", e);
    }
  }
}
