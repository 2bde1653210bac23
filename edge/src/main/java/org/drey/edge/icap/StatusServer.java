package org.drey.edge.icap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Health and metrics over HTTP, for the operator's own network: {@code /health} is 200 while a list
 * is in force and 503 while requests pass undecided; {@code /.well-known/metrics} is in the format
 * of Prometheus.
 */
public final class StatusServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newSingleThreadExecutor(Threads.named("icap status"));
  private final Counts counts;
  private final FollowedLists lists;

  private StatusServer(HttpServer server, Counts counts, FollowedLists lists) {
    this.server = server;
    this.counts = counts;
    this.lists = lists;
  }

  /**
   * Begins to serve.
   *
   * @throws IOException if the address cannot be had
   */
  public static StatusServer start(InetSocketAddress address, Counts counts, FollowedLists lists)
      throws IOException {
    StatusServer status = new StatusServer(HttpServer.create(address, 0), counts, lists);
    status.server.createContext("/", status::answer);
    status.server.setExecutor(status.threads);
    status.server.start();
    return status;
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/health" -> {
        boolean ready = lists.lists() != null;
        send(exchange, ready ? OK : UNAVAILABLE, ready ? "ok\n" : "no list: all requests pass\n");
      }
      case "/.well-known/metrics" -> send(exchange, OK, MetricsText.of(counts, lists));
      default -> send(exchange, NOT_FOUND, "there is /health and /.well-known/metrics\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
