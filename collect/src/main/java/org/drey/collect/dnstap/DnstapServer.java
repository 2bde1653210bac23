package org.drey.collect.dnstap;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.drey.collect.feed.RefusalReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /**
   * A connection with a writer, or with one that passes on what several write: they are there from
   * their first message until it ends.
   */
  private static final class WriterConnection implements Runnable, FrameConversation.FrameTaker {
    private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

    /** Those that come after so many have no gaps of their own. */
    private static final int MOST_WRITERS = 64;

    private final SocketChannel socket;
    private final CollectFeed feed;
    private final FeedGaps gaps;
    private final LogLimiter limiter;
    private final DnstapEvents events;
    private final Set<String> writers = new HashSet<>();
    private String last = "";
    private boolean hasStarted;

    WriterConnection(
        SocketChannel socket, CollectFeed feed, FeedGaps gaps, boolean queries, LogLimiter limiter) {
      this.socket = socket;
      this.feed = feed;
      this.gaps = gaps;
      this.limiter = limiter;
      this.events = new DnstapEvents(feed, queries);
    }

    @Override
    public void run() {
      try (socket) {
        new FrameConversation(socket, socket, this).run();
      } catch (ClosedChannelException e) {
        LOG.debug("the collector ends", e);
      } catch (IOException e) {
        log(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        end();
      }
    }

    private void log(IOException e) {
      if (limiter.isDue(e.getClass())) {
        LOG.warn("a writer's connection ended: {}{}", e.getMessage(), limiter.leftOut(e.getClass()));
      }
    }

    private void end() {
      Instant now = feed.clock().instant();
      writers.forEach(writer -> gaps.left(writer, now));
      if (hasStarted) {
        gaps.disconnected(now);
      }
    }

    @Override
    public void started() {
      hasStarted = true;
      gaps.connected(feed.clock().instant());
    }

    @Override
    public void take(byte[] array, int offset, int length) throws IOException, InterruptedException {
      events.take(array, offset, length);
      String writer = events.writer();
      if (!writer.equals(last)) {
        last = writer;
        if (!writer.isEmpty() && writers.size() < MOST_WRITERS && writers.add(writer)) {
          gaps.came(writer, feed.clock().instant());
        }
      }
    }

    @Override
    public void refused(RefusalReason reason) {
      feed.counts().read(feed.clock().instant());
      feed.counts().refused(reason);
    }
  }
}
