package org.drey.collect.lines;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.FeedGaps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection over which a program writes lines. */
public final class LineConnection implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LineConnection.class);
  private static final LogLimiter LIMITER = new LogLimiter();
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final SocketChannel channel;
  private final @Nullable SSLContext tls;
  private final LineSplitter.LineTaker taker;
  private final FeedGaps gaps;
  private final Duration handshake;

  /**
   * A connection.
   *
   * @param tls null for one in the clear
   * @param taker of its lines
   */
  public LineConnection(
      SocketChannel channel,
      @Nullable SSLContext tls,
      LineSplitter.LineTaker taker,
      FeedGaps gaps) {
    this(channel, tls, taker, gaps, HANDSHAKE);
  }

  /**
   * The same.
   *
   * @param handshake how long TLS may wait for the other side; afterwards it may be silent
   */
  LineConnection(
      SocketChannel channel,
      @Nullable SSLContext tls,
      LineSplitter.LineTaker taker,
      FeedGaps gaps,
      Duration handshake) {
    this.channel = channel;
    this.tls = tls;
    this.taker = taker;
    this.gaps = gaps;
    this.handshake = handshake;
  }

  @Override
  public void run() {
    gaps.connected(Instant.now());
    try (channel;
        InputStream in = input()) {
      new LineSplitter(taker, 0).readAll(in);
    } catch (ClosedChannelException e) {
      LOG.debug("the collector ends", e);
    } catch (IOException e) {
      if (LIMITER.isDue(e.getClass())) {
        LOG.warn("a connection ended: {}{}", said(e), LIMITER.leftOut(e.getClass()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gaps.disconnected(Instant.now());
    }
  }

  private static String said(IOException e) {
    return e instanceof SSLException || e instanceof SocketTimeoutException
        ? "no TLS, or a certificate is not trusted"
        : e.toString();
  }

  private InputStream input() throws IOException {
    if (tls == null || !(channel.getRemoteAddress() instanceof InetSocketAddress)) {
      return Channels.newInputStream(channel);
    }
    SSLSocketFactory sockets = tls.getSocketFactory();
    SSLSocket secure = (SSLSocket) sockets.createSocket(channel.socket(), null, true);
    secure.setSoTimeout(Math.toIntExact(handshake.toMillis()));
    secure.startHandshake();
    secure.setSoTimeout(0);
    return secure.getInputStream();
  }
}
