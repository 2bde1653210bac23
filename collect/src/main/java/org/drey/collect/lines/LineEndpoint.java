package org.drey.collect.lines;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lines by HTTP: the body of each POST, as a file of its own. A body is taken when all of it
 * is there, and answered with 204 when the brokers have all of it.
 */
public final class LineEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineEndpoint.class);
  private static final int THREADS = 64;
  private static final int MOST_BYTES = 16 << 20; // unpacked
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final String BEARER = "Bearer ";

  private final LineFeeds feeds;
  private final byte @Nullable [] token;
  private final HttpServer server;
  private final LogLimiter limiter = new LogLimiter();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("collect http"));

  /**
   * An endpoint.
   *
   * @param tls null to serve in the clear
   * @param token that who sends must show; null if anyone may
   */
  public LineEndpoint(
      InetSocketAddress address, @Nullable SSLContext tls, @Nullable String token, LineFeeds feeds)
      throws IOException {
    this(address, tls, token, feeds, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long a request may take to come; of the process, the first one counts
   */
  LineEndpoint(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      @Nullable String token,
      LineFeeds feeds,
      Duration patience)
      throws IOException {
    this.feeds = feeds;
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    System.setProperty("sun.net.httpserver.maxReqTime", Long.toString(patience.toSeconds()));
    System.setProperty("sun.net.httpserver.drainAmount", "0"); // who is refused is not read on
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer secure = HttpsServer.create(address, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status(exchange), -1);
    }
  }

  private int status(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (!mayWrite(headers.getFirst("Authorization"))) {
      return 401;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    String encoding = headers.getFirst("Content-Encoding");
    boolean isPacked = "gzip".equalsIgnoreCase(encoding);
    if (encoding != null && !isPacked) {
      return 415;
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = (isPacked ? new GZIPInputStream(in) : in).readNBytes(MOST_BYTES + 1);
    } catch (ZipException | EOFException e) {
      return 400;
    }
    return body.length > MOST_BYTES ? 413 : take(body);
  }

  /**
   * Takes lines; returns 503 if brokers may not have all of them: then they are to be sent again.
   */
  private int take(byte[] body) {
    long lost = feeds.lost();
    try {
      new LineSplitter(feeds.intake(), 0).readAll(new ByteArrayInputStream(body));
      feeds.flush();
    } catch (IOException e) {
      if (limiter.isDue(e.getClass())) {
        LOG.warn("lines that came by HTTP were not sent: {}", e.getMessage());
      }
      return 503;
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      return 503;
    }
    return threads.isShutdown() || feeds.lost() > lost ? 503 : 204;
  }

  private boolean mayWrite(@Nullable String shown) {
    return token == null
        || (shown != null
            && shown.startsWith(BEARER)
            && MessageDigest.isEqual(
                token, shown.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Ends it: what has no answer yet gets none. To be done before the feeds end. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      var unused = threads.awaitTermination(END_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
