package org.drey.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.edge.net.ClientLimits;
import org.drey.edge.net.EdgeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpProtocolIT {
  private static final int HEAD_BYTES = 4_096;
  private static final int CONNECTIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String LARGE = "x".repeat(8_000_000);

  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch ticks = new CountDownLatch(2);
  private EdgeServer server;
  private InetSocketAddress address;

  @BeforeEach
  void start() throws IOException {
    ClientLimits limits = new ClientLimits(CONNECTIONS, PATIENCE, List.of());
    server = new EdgeServer("test", limits, nanos::get, ticks::countDown);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    address = server.listen(any, new HttpProtocol(HttpProtocolIT::answer, HEAD_BYTES, PATIENCE));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpResponse answer(HttpRequest request) {
    return switch (request.path()) {
      case "/broken" -> throw new IllegalStateException("secret");
      case "/large" -> new HttpResponse(200, Map.of(), LARGE);
      default -> new HttpResponse(200, Map.of("X-Path", request.path()), "good");
    };
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      return read(socket);
    }
  }

  /** Whether the server closed it, which a reset also says. */
  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void answersOnceAndCloses() throws IOException {
    String answer = ask("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\nX-Path: /a\r\nContent-Length: 4\r\n"), answer);
    assertTrue(answer.endsWith("Connection: close\r\n\r\ngood"), answer);
    assertTrue(ask("GET /a HTTP/1.0\n\n").endsWith("good"));
  }

  @Test
  void headHasNoBody() throws IOException {
    String answer = ask("HEAD /a HTTP/1.1\r\n\r\n");
    assertTrue(answer.contains("Content-Length: 4\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void aRequestMayComeByteByByte() throws IOException {
    try (Socket socket = connect()) {
      socket.setTcpNoDelay(true);
      for (char c : "GET /slow HTTP/1.1\r\nHost: h.example\r\n\r\n".toCharArray()) {
        write(socket, String.valueOf(c));
      }
      assertTrue(read(socket).contains("X-Path: /slow"));
    }
  }

  @Test
  void aHeadMayBeLongButNotEndless() throws IOException {
    String fits = "GET / HTTP/1.1\r\nCookie: " + "c".repeat(HEAD_BYTES - 100) + "\r\n\r\n";
    assertTrue(ask(fits).startsWith("HTTP/1.1 200 "));
    assertTrue(ask("GET / HTTP/1.1\r\nX: " + "c".repeat(HEAD_BYTES)).startsWith("HTTP/1.1 431 "));
  }

  @Test
  void noiseIsABadRequest() throws IOException {
    assertTrue(ask("\u0016\u0003\u0001 noise\r\n\r\n").startsWith("HTTP/1.1 400 "));
  }

  @Test
  void anErrorShowsNothing() throws IOException {
    String answer = ask("GET /broken HTTP/1.1\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    assertEquals(-1, answer.indexOf("secret"));
  }

  @Test
  void aLargeAnswerGoesOutAsTheClientTakesIt() throws IOException {
    try (Socket slow = connect()) {
      write(slow, "GET /large HTTP/1.1\r\n\r\n");
      assertTrue(ask("GET /a HTTP/1.1\r\n\r\n").endsWith("good"));
      assertTrue(read(slow).endsWith(LARGE));
    }
  }

  @Test
  void whoCameFirstMakesRoom() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        waiting.add(connect());
        write(waiting.get(i), "GET / HT");
      }
      assertTrue(ask("GET /a HTTP/1.1\r\n\r\n").endsWith("good"));
      assertTrue(isClosed(waiting.get(0)));
      Socket last = waiting.get(CONNECTIONS - 1);
      write(last, "TP/1.1\r\n\r\n");
      assertTrue(read(last).endsWith("good"));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void patienceEndsByTheClockThatIsGiven() throws IOException {
    try (Socket late = connect()) {
      write(late, "GET / HTTP/1.1\r\n");
      assertTrue(ask("GET /a HTTP/1.1\r\n\r\n").endsWith("good")); // the late one was taken
      nanos.addAndGet(PATIENCE.toNanos());
      assertTrue(isClosed(late));
    }
  }

  @Test
  void ticksThoughNoOneComes() throws InterruptedException {
    assertTrue(ticks.await(30, TimeUnit.SECONDS));
  }
}
