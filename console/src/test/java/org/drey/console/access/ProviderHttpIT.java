package org.drey.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that answers slowly, or too much. */
@Timeout(60)
final class ProviderHttpIT {
  private final CountDownLatch isOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/half",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            isOver.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.createContext(
        "/much",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 40; i++) {
              out.write(new byte[1 << 16]);
            }
          }
        });
    server.createContext(
        "/all",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write("{\"a\": 1}".getBytes(UTF_8));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    isOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void halfAnAnswerIsWaitedForNoLongerThanForNone() {
    ProviderHttp http = new ProviderHttp(Duration.ofSeconds(1));
    IOException why = assertThrows(IOException.class, () -> http.get(address("/half")));
    assertTrue(why.getMessage().contains("does not answer within 1 s"), why.getMessage());
  }

  @Test
  void whatIsTooLongIsNotRead() throws IOException {
    ProviderHttp http = new ProviderHttp();
    assertEquals(1, http.get(address("/all")).path("a").asInt());
    IOException why = assertThrows(IOException.class, () -> http.get(address("/much")));
    assertTrue(why.getMessage().contains("more than 1048576 bytes"), why.getMessage());
  }
}
