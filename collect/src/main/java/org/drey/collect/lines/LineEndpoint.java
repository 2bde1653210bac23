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
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lines by HTTP: the body of each POST, as a file of its own. A body is taken when all of it
 * is there, and answered with 204 when the brokers have all of it. A server that does nothing until
 * it has the answer of its format has it without waiting for them.
 */
public final class LineEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LineEndpoint.class);
  private static final int THREADS = 64;
  private static final int MOST_BYTES = 16 << 20; // unpacked
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final LineFeeds feeds;
  private final SenderCheck senders;
  private final HttpServer server;
  private final LogLimiter limiter = new LogLimiter();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("collect http"));

  /**
   * An endpoint.
   *
   * @param tls null to serve in the clear
   */
  public LineEndpoint(
      InetSocketAddress address, @Nullable SSLContext tls, SenderCheck senders, LineFeeds feeds)
      throws IOException {
    this(address, tls, senders, feeds, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long a request may take to come; of the process, the first one counts
   */
  LineEndpoint(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      SenderCheck senders,
      LineFeeds feeds,
      Duration patience)
      throws IOException {
    this.feeds = feeds;
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
      Headers headers = exchange.getRequestHeaders();
      int refusal = refusal(exchange.getRequestMethod(), headers);
      if (refusal == 0) {
        takeBody(exchange, headers);
      } else {
        exchange.sendResponseHeaders(refusal, -1);
      }
    }
  }

  /** The status for who may not send, or not so; 0 for the others. */
  private int refusal(String method, Headers headers) {
    if (!senders.mayWrite(headers.getFirst("Authorization"))) {
      return unsigned();
    }
    if (!method.equals("POST")) {
      return 405;
    }
    String encoding = headers.getFirst("Content-Encoding");
    return encoding == null || encoding.equalsIgnoreCase("gzip") ? 0 : 415;
  }

  private int unsigned() {
    if (feeds.format().isSigned()) {
      feeds.counts().read(feeds.now());
      feeds.counts().refused(RefusalReason.UNSIGNED);
    }
    return 401;
  }

  private void takeBody(HttpExchange exchange, Headers headers) throws IOException {
    boolean isPacked = headers.getFirst("Content-Encoding") != null;
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = (isPacked ? new GZIPInputStream(in) : in).readNBytes(MOST_BYTES + 1);
    } catch (ZipException | EOFException e) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    String answer = feeds.format().answer();
    if (body.length > MOST_BYTES) {
      exchange.sendResponseHeaders(413, -1);
    } else if (!senders.isSigned(headers.getFirst("Authorization"), body)) {
      exchange.sendResponseHeaders(unsigned(), -1);
    } else if (answer == null) {
      exchange.sendResponseHeaders(take(body, true), -1);
    } else {
      try {
        int unused = take(body, false); // before the answer, after which the next may come
      } finally {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /**
   * Takes lines; returns 503 if brokers may not have all of them: then they are to be sent again.
   *
   * @param waits whether to wait until the brokers have them
   */
  private int take(byte[] body, boolean waits) {
    long lost = feeds.lost();
    try {
      new LineSplitter(feeds.intake(), 0).readAll(new ByteArrayInputStream(body));
      if (waits) {
        feeds.flush();
      }
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
