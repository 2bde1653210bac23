package org.drey.edge.icap;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.drey.blocklist.ListMatcher;
import org.drey.edge.icap.Counts.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ICAP service at its address: a thread for each connection, up to a bound. */
public final class IcapServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IcapServer.class);
  private static final int OVERLOADED = 503;
  private static final int BACKLOG = 512;
  private static final int IDLE_THREAD_SECONDS = 30;

  private final IcapSettings settings;
  private final Supplier<String> tag;
  private final Counts counts;
  private final Decider decider;
  private final ServerSocket socket;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads;

  /** When the service ends, writes go on without it: their sockets are closed anyway. */
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Threads.named("icap timer"), new DiscardPolicy());

  /**
   * Begins to serve.
   *
   * @param list decides; null while there is none, and then everything passes
   * @param tag names the version of the list, at most 32 letters, digits and hyphens (ISTag)
   * @throws IOException if the address cannot be had
   */
  @SuppressWarnings("resource") // the executor is closed by close()
  public static IcapServer start(
      IcapSettings settings,
      UrlStage stage,
      Supplier<@Nullable ListMatcher> list,
      Supplier<String> tag,
      Counts counts)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(settings.address(), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    Decider decider = new Decider(stage, list, settings, counts);
    IcapServer server = new IcapServer(settings, tag, counts, decider, socket);
    Threads.named("icap accept").newThread(server::accept).start();
    return server;
  }

  private IcapServer(
      IcapSettings settings,
      Supplier<String> tag,
      Counts counts,
      Decider decider,
      ServerSocket socket) {
    this.settings = settings;
    this.tag = tag;
    this.counts = counts;
    this.decider = decider;
    this.socket = socket;
    this.threads =
        new ThreadPoolExecutor(
            0,
            settings.connections(),
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Threads.named("icap connection"));
    timer.setRemoveOnCancelPolicy(true); // nearly every write is in time
  }

  /** The port on which it listens. */
  public int port() {
    return socket.getLocalPort();
  }

  /** How many clients are connected. */
  public int connections() {
    return clients.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        serve(socket.accept());
      } catch (SocketException e) {
        if (!socket.isClosed()) {
          LOG.warn("a connection could not be accepted", e);
        }
      } catch (IOException e) {
        LOG.warn("a connection could not be accepted", e);
      }
    }
  }

  private void serve(Socket client) throws IOException {
    clients.add(client);
    try {
      threads.execute(
          () -> {
            try {
              new IcapConnection(client, settings, decider, tag, counts, System::nanoTime, timer)
                  .serve();
            } finally {
              clients.remove(client);
            }
          });
    } catch (RejectedExecutionException e) {
      clients.remove(client);
      counts.count(Event.TURNED_AWAY);
      try (client) {
        client.getOutputStream().write(Reply.error(OVERLOADED));
      }
    }
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
    for (Socket client : clients) {
      client.close();
    }
    timer.shutdownNow();
    decider.close();
  }
}
