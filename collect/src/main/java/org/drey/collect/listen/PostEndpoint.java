package org.drey.collect.listen;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
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
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes bodies by HTTP, one of each POST. A body is taken when all of it is there, and answered
 * with 204 when it is safe.
 */
public final class PostEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostEndpoint.class);
  private static final int THREADS = 64;
  private static final int MOST_BYTES = 16 << 20; // unpacked
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final String BEARER = "Bearer ";

  private final BodyTaker taker;
  private final byte @Nullable [] token;
  private final HttpServer server;
  private final LogLimiter limiter = new LogLimiter();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("collect http"));

  /** What bodies are for. May be asked by several threads at once. */
  public interface BodyTaker {
    /**
     * Takes a body, in which nothing is packed; returns whether it is safe, and need not be sent
     * again.
     */
    boolean take(byte[] body) throws IOException, InterruptedException;
  }

  /**
   * An endpoint.
   *
   * @param tls null to serve in the clear
   * @param token that who sends must show; null if anyone may
   */
  public PostEndpoint(
      InetSocketAddress address, @Nullable SSLContext tls, @Nullable String token, BodyTaker taker)
      throws IOException {
    this(address, tls, token, taker, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long a request may take to come; of the process, the first one counts
   */
  public PostEndpoint(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      @Nullable String token,
      BodyTaker taker,
      Duration patience)
      throws IOException {
    this.taker = taker;
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

  /** Returns 204 if a body is safe, else 503: then it is to be sent again. */
  private int take(byte[] body) {
    try {
      return taker.take(body) && !threads.isShutdown() ? 204 : 503;
    } catch (IOException e) {
      if (limiter.isDue(e.getClass())) {
        LOG.warn("what came by HTTP was not taken: {}", e.getMessage());
      }
      return 503;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 503;
    }
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
