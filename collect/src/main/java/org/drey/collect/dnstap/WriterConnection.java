package org.drey.collect.dnstap;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection with one writer; its gap begins when it ends. */
final class WriterConnection implements Runnable, FrameConversation.FrameTaker {
  private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

  private final SocketChannel socket;
  private final CollectFeed feed;
  private final FeedGaps gaps;
  private final LogLimiter limiter;
  private final DnstapEvents events;
  private boolean hasStarted;
  private @Nullable String writer;

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
    if (writer != null) {
      gaps.left(writer, feed.clock().instant());
    }
    if (hasStarted) {
      gaps.disconnected(feed.clock().instant());
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
    if (!Objects.equals(writer, events.writer()) && !events.writer().isEmpty()) {
      if (writer != null) {
        gaps.left(writer, feed.clock().instant());
      }
      writer = events.writer();
      gaps.came(writer, feed.clock().instant());
    }
  }

  @Override
  public void refused(RefusalReason reason) {
    feed.counts().read(feed.clock().instant());
    feed.counts().refused(reason);
  }
}
