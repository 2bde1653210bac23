package org.drey.edge.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.drey.base.NetworkPrefix;
import org.drey.edge.net.ClientConversation.CloseReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves any number of addresses with one thread, which never waits for a client. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails also ends the channel
public final class EdgeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

  /**
   * The interval at which it looks for those who are over time, and for listeners that have paused.
   */
  private static final long TICK_MILLIS = 100;

  private static final int BACKLOG = 512;

  private final ClientLimits limits;
  private final LongSupplier nanos;
  private final LogLimiter limiter;
  final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final CountDownLatch ended = new CountDownLatch(1);

  private final List<ListeningSocket> listeners = new CopyOnWriteArrayList<>();

  private final OpenConnections connections;

  /** The task that looks after connections and listeners until the server ends. */
  final Future<?> ticks;

  private volatile int open;
  private volatile boolean closed;

  /**
   * A server that does not listen yet.
   *
   * @param name of its thread
   * @param nanos a clock in nanoseconds that never goes back
   * @param tick what else to do now and then, several times a second
   */
  public EdgeServer(String name, ClientLimits limits, LongSupplier nanos, Runnable tick) {
    this.limits = limits;
    this.nanos = nanos;
    this.limiter = new LogLimiter(nanos);
    this.connections = new OpenConnections(limits.connections());
    this.group =
        new MultiThreadIoEventLoopGroup(1, DaemonThreads.named(name), NioIoHandler.newFactory());
    this.loop = group.next();
    loop.terminationFuture().addListener(done -> ended.countDown());
    this.ticks =
        loop.scheduleWithFixedDelay(
                () -> tick(tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS)
            .addListener(done -> ended.countDown());
  }

  /**
   * Listens.
   *
   * @return the address, with the port that was taken if port 0 was asked for
   * @throws BindException if the address is taken or not this machine's; the message names it
   */
  public InetSocketAddress listen(InetSocketAddress address, ServerProtocol protocol)
      throws IOException {
    ListeningSocket listener = new ListeningSocket();
    listener.config().setReuseAddress(true).setBacklog(BACKLOG);
    listener.pipeline().addLast(new ClientAcceptor(this, protocol));
    ChannelFuture bound = loop.register(listener).awaitUninterruptibly();
    if (bound.isSuccess()) {
      bound = listener.bind(address).awaitUninterruptibly();
    }
    if (!bound.isSuccess()) {
      listener.close();
      throw refused(address, bound.cause());
    }
    listeners.add(listener);
    return listener.localAddress();
  }

  private static BindException refused(InetSocketAddress address, @Nullable Throwable cause) {
    BindException refused =
        new BindException(
            "Cannot listen on %s port %d: %s"
                .formatted(
                    address.getHostString(),
                    address.getPort(),
                    cause == null ? "unknown" : cause.getMessage()));
    refused.initCause(cause);
    return refused;
  }

  /** Returns how many clients are connected. */
  public int connections() {
    return open;
  }

  /** Returns whether it ended without having been closed; then no one is served any more. */
  public boolean hasFailed() {
    return !closed && ended.getCount() == 0;
  }

  /** Waits until it has ended; whether that was by {@link #close}. */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return closed;
  }

  /** Ends all connections, and listens no more. Safe to call twice. */
  @Override
  public void close() {
    closed = true;
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  // Everything below belongs to the one thread, but for run().

  /** Takes a client, or turns it away. */
  void take(SocketChannel client, ServerProtocol protocol) {
    InetSocketAddress from = client.remoteAddress();
    if (from == null) {
      client.unsafe().closeForcibly(); // it is gone already
      return;
    }
    InetAddress address = from.getAddress();
    if (!NetworkPrefix.allow(limits.allowed(), address)) {
      protocol.notAllowed();
      client.unsafe().closeForcibly();
      return;
    }
    client.config().setAutoRead(false);
    if (connections.hasRoom() || connections.makeRoom()) {
      ClientConnection connection = new ClientConnection(client, this, protocol, address);
      connections.add(connection);
      client.pipeline().addLast(connection);
    } else {
      client.pipeline().addLast(new OverloadReply(protocol.turnedAway()));
    }
    open = connections.count();
    loop.register(client);
  }

  /** Ends a connection for the sake of others; false if all wait for a decision. */
  boolean makeRoom() {
    return connections.makeRoom();
  }

  void answered(ClientConnection connection) {
    connections.answered(connection);
  }

  void forget(ClientConnection connection) {
    connections.remove(connection);
    open = connections.count();
  }

  private void tick(Runnable more) {
    try {
      listeners.forEach(listener -> listener.config().setAutoRead(true));
      connections.cutOverdue(now());
      more.run();
    } catch (RuntimeException | Error e) {
      warn("looking after connections met " + e.getClass().getSimpleName());
    }
  }

  /** Something listens no more: what is left would be of no use without it. */
  void listenerEnded() {
    ended.countDown();
  }

  void run(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server has ended");
    }
  }

  /** A log that cannot be written ends nothing. */
  void warn(String what) {
    try {
      if (limiter.isDue(what)) {
        LOG.warn("{}{}", what, limiter.leftOut(what));
      }
    } catch (RuntimeException | Error e) {
      // There is no other place to say so.
    }
  }

  long now() {
    return nanos.getAsLong();
  }

  ClientLimits limits() {
    return limits;
  }

  /** A socket that goes on listening when a client cannot be taken. */
  static final class ListeningSocket extends NioServerSocketChannel {
    /** Netty's own ends for all that is no {@link java.io.IOException}, want of memory too. */
    @Override
    protected boolean closeOnReadError(Throwable cause) {
      return !isOpen();
    }
  }

  /** All that a client gets for which there is no room. */
  @SuppressWarnings("FutureReturnValueIgnored") // what fails also ends the channel
  private static final class OverloadReply extends ChannelInboundHandlerAdapter {
    private final byte[] words;

    OverloadReply(byte[] words) {
      this.words = words;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(Unpooled.wrappedBuffer(words)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Takes clients at one address. An error with one does not keep the next from being taken. */
  static final class ClientAcceptor extends ChannelInboundHandlerAdapter {
    private final EdgeServer server;
    private final ServerProtocol protocol;

    ClientAcceptor(EdgeServer server, ServerProtocol protocol) {
      this.server = server;
      this.protocol = protocol;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      SocketChannel client = (SocketChannel) message;
      try {
        server.take(client, protocol);
      } catch (RuntimeException | Error e) {
        protocol.notServed();
        client.unsafe().closeForcibly();
        server.warn("a client could not be served: " + e.getClass().getSimpleName());
      }
    }

    /**
     * Usually there are too many open files, so one is closed. Pauses before all else, since what
     * was missing for one client is missing for the next, too. The server's next tick ends the
     * pause: scheduling that here could fail at the same limit, and no client would be taken any
     * more.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.channel().config().setAutoRead(false);
      protocol.notServed();
      server.makeRoom();
      server.warn(
          "no client can be taken: "
              + (cause instanceof IOException ? cause.getMessage() : cause.getClass().getName()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      server.listenerEnded();
    }
  }

  /**
   * The connections of a server, and which of them ends when there are too many. For one thread.
   */
  private static final class OpenConnections {
    private final int limit;

    /** Those that have had no answer yet, in the order in which they came. */
    private final Set<ClientConnection> strangers = new LinkedHashSet<>();

    /** Those that have had one, in the order of the last. */
    private final Set<ClientConnection> served = new LinkedHashSet<>();

    /**
     * None yet.
     *
     * @param limit how many there may be
     */
    OpenConnections(int limit) {
      this.limit = limit;
    }

    int count() {
      return strangers.size() + served.size();
    }

    boolean hasRoom() {
      return count() < limit;
    }

    void add(ClientConnection connection) {
      strangers.add(connection);
    }

    void answered(ClientConnection connection) {
      if (strangers.remove(connection) || served.remove(connection)) {
        served.add(connection);
      }
    }

    void remove(ClientConnection connection) {
      strangers.remove(connection);
      served.remove(connection);
    }

    /**
     * Ends the connection that has waited the longest; false if all wait for a decision. Strangers
     * go first while they have half of the places: else whoever opens many would end the
     * connections that a proxy keeps, and could not keep its new ones from being heard if they had
     * all the others.
     */
    boolean makeRoom() {
      boolean strangersFirst = 2 * strangers.size() >= limit;
      return strangersFirst
          ? makeRoom(strangers) || makeRoom(served)
          : makeRoom(served) || makeRoom(strangers);
    }

    private static boolean makeRoom(Set<ClientConnection> among) {
      for (ClientConnection connection : among) {
        if (!connection.isHeld()) {
          connection.cut(CloseReason.MAKES_ROOM);
          return true;
        }
      }
      return false;
    }

    /** Ends those that have taken longer than they may. */
    void cutOverdue(long now) {
      cutOverdue(strangers, now);
      cutOverdue(served, now);
    }

    private static void cutOverdue(Set<ClientConnection> among, long now) {
      for (ClientConnection connection : new ArrayList<>(among)) {
        CloseReason cut = connection.overdue(now);
        if (cut != null) {
          connection.cut(cut);
        }
      }
    }
  }
}
