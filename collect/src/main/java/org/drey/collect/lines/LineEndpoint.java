package org.drey.collect.lines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLContext;
import org.drey.base.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines by HTTP: the body of each POST, as a file of its own. Answers when brokers have it.
 */
public final class LineEndpoint implements AutoCloseable {
  private static final int THREADS = 16;
  private static final String BEARER = "Bearer ";

  private final LineFeeds feeds;
  private final byte @Nullable [] token;
  private final HttpServer server;
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
    this.feeds = feeds;
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
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
    if (!mayWrite(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 401;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream body = exchange.getRequestBody()) {
      new LineSplitter(feeds.intake(), 0).readAll(isPacked ? new GZIPInputStream(body) : body);
      feeds.flush();
      return 204;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 503;
    } catch (ZipException e) {
      return 400;
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

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
