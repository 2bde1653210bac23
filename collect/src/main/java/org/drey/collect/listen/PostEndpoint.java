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

  private final BodyTaker taker;
  private final SenderCheck senders;
  private final HttpServer server;
  private final LogLimiter limiter = new LogLimiter();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("collect http"));

  /** Takes bodies; several threads may call it at once. */
  public interface BodyTaker {
    /**
     * Takes a body, in which nothing is packed; returns whether it is safe, and need not be sent
     * again.
     */
    boolean take(byte[] body) throws IOException, InterruptedException;

    /** Counts a body whose sender may not send, or has not signed it. */
    default void refused() {}

    /**
     * Returns what a server wants to read before it goes on, as JSON, whether or not its body is
     * safe; null for the status alone.
     */
    default @Nullable String answer() {
      return null;
    }
  }

  /**
   * An endpoint.
   *
   * @param tls null to serve in the clear
   */
  public PostEndpoint(
      InetSocketAddress address, @Nullable SSLContext tls, SenderCheck senders, BodyTaker taker)
      throws IOException {
    this(address, tls, senders, taker, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long a request may take to come; of the process, the first one counts
   */
  public PostEndpoint(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      SenderCheck senders,
      BodyTaker taker,
      Duration patience)
      throws IOException {
    this.taker = taker;
    this.senders = senders;
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
      int status = status(exchange);
      String words = status == 200 ? taker.answer() : null;
      if (words == null) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private int status(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String shown = headers.getFirst("Authorization");
    if (!senders.mayWrite(shown)) {
      return unsigned();
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
    if (body.length > MOST_BYTES) {
      return 413;
    }
    if (!senders.isSigned(shown, body)) {
      return unsigned();
    }
    int status = take(body); // before the answer, after which the next may come
    return taker.answer() == null ? status : 200;
  }

  private int unsigned() {
    taker.refused();
    return 401;
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
    } catch (OutOfMemoryError e) { // who waits for an answer gets one
      if (limiter.isDue(e.getClass())) {
        LOG.error("too little memory for what came by HTTP: -Xmx in JAVA_TOOL_OPTIONS");
      }
      return 503;
    }
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
