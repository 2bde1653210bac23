package org.drey.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class StatusServerIT {
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

  @AutoClose
  private final StatusServer server =
      StatusServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new StatusPages(problem::get, () -> "metric 1\n"));

  StatusServerIT() throws IOException {}

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private String ask(String method, String path) throws IOException {
    try (Socket socket = connect()) {
      String request = method + " " + path + " HTTP/1.1\r\nHost: status.test\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void healthSaysWhatIsWrong() throws IOException {
    assertTrue(ask("GET", StatusPages.HEALTH).startsWith("HTTP/1.1 200 OK\r\n"));
    problem.set("no list");
    String answer = ask("GET", StatusPages.HEALTH);
    assertTrue(answer.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\nno list\n"), answer);
  }

  @Test
  void metricsAndNothingElse() throws IOException {
    assertTrue(ask("GET", "/.well-known/metrics").endsWith("\r\n\r\nmetric 1\n"));
    assertTrue(ask("HEAD", "/.well-known/metrics").endsWith("\r\n\r\n"));
    assertTrue(ask("GET", "/").endsWith("there is /.well-known/health and /.well-known/metrics\n"));
    assertTrue(ask("POST", StatusPages.HEALTH).contains("\r\nAllow: GET, HEAD\r\n"));
  }

  @Test
  void oneByteAndSilenceHoldUpNoOne() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = connect();
        silent.add(socket);
        if (i % 2 == 0) {
          socket.getOutputStream().write('G');
        }
      }
      for (int i = 0; i < 10; i++) {
        assertTrue(ask("GET", StatusPages.HEALTH).startsWith("HTTP/1.1 200 "));
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    assertEquals(300, silent.size());
  }
}
