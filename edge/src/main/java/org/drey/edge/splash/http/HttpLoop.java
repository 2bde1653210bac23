package org.drey.edge.splash.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves any number of addresses with one thread, which never waits for a client. One request a
 * connection: the page loads nothing more.
 */
public final class HttpLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpLoop.class);

  /** How often at least it looks for those who are over time. */
  private static final long TICK_MILLIS = 250;

  private final Limits limits;
  private final LongSupplier nanos;
  private final Runnable tick;
  private final Selector selector;
  private final Thread thread;

  /** In the order in which they came, which is also that in which their time is over. */
  private final Map<SelectionKey, Connection> connections = new LinkedHashMap<>();

  private volatile boolean closed;

  /**
   * A server that does not listen yet.
   *
   * @param nanos a clock in nanoseconds that never goes back
   * @param tick what else to do now and then, several times a second
   */
  public HttpLoop(Limits limits, LongSupplier nanos, Runnable tick) throws IOException {
    this.limits = limits;
    this.nanos = nanos;
    this.tick = tick;
    this.selector = Selector.open();
    this.thread = new Thread(this::run, "splash");
  }

  /**
   * Listens; to be called before {@link #start}.
   *
   * @return the address, with the port that was taken if port 0 was asked for
   * @throws IOException if the address is taken or not this machine's
   */
  public InetSocketAddress listen(InetSocketAddress address, Responder responder)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address, limits.connections());
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT, responder);
      return (InetSocketAddress) server.getLocalAddress();
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Begins to serve. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(this::ready, TICK_MILLIS);
        dismissLate();
        tick.run();
      } catch (IOException | RuntimeException e) {
        log.error("The splash page goes on after {}", e.getClass().getName());
      }
    }
  }

  private void ready(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    if (key.attachment() instanceof Responder responder) {
      accept((ServerSocketChannel) key.channel(), responder);
      return;
    }
    Connection connection = connections.get(key);
    if (connection == null) {
      return;
    }
    try {
      if (!connection.proceed(key)) {
        dismiss(key);
      }
    } catch (IOException e) {
      dismiss(key); // the client went away
    }
  }

  private void accept(ServerSocketChannel server, Responder responder) {
    try {
      for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
        if (connections.size() >= limits.connections()) {
          dismiss(connections.keySet().iterator().next());
        }
        channel.configureBlocking(false);
        Connection connection =
            new Connection(channel, responder, limits.headBytes(), nanos.getAsLong());
        connections.put(channel.register(selector, SelectionKey.OP_READ), connection);
      }
    } catch (IOException e) {
      log.warn("A connection could not be taken: {}", e.getClass().getName());
      if (!connections.isEmpty()) {
        dismiss(connections.keySet().iterator().next()); // too many open files, as a rule
      }
    }
  }

  private void dismissLate() {
    long now = nanos.getAsLong();
    while (!connections.isEmpty()) {
      Map.Entry<SelectionKey, Connection> oldest = connections.entrySet().iterator().next();
      if (now - oldest.getValue().since() < limits.patience().toNanos()) {
        return;
      }
      dismiss(oldest.getKey());
    }
  }

  private void dismiss(SelectionKey key) {
    Connection connection = connections.remove(key);
    key.cancel();
    if (connection != null) {
      connection.close();
    }
  }

  /** Waits until it has ended. */
  public void awaitClose() throws InterruptedException {
    thread.join();
  }

  /** Ends it: listens no more, cuts off whoever is still being served. Safe to call twice. */
  @Override
  public synchronized void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (selector.isOpen()) {
      release();
    }
  }

  private void release() {
    for (SelectionKey key : selector.keys()) {
      try {
        key.channel().close();
      } catch (IOException e) {
        log.debug("A channel did not close", e);
      }
    }
    try {
      selector.close();
    } catch (IOException e) {
      log.debug("The selector did not close", e);
    }
  }
}
