package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.listen.PostEndpoint;
import org.drey.collect.listen.SenderCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that come by HTTP. */
@Timeout(60)
final class LineBodiesIT {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String TOKEN = "opensesame-example";
  private static final String LINES = TestLines.HEAD + TestLines.line("a.example");

  private final TestFeed feed = TestFeed.of(false, null);
  private PostEndpoint endpoint;

  @BeforeEach
  void open() throws Exception {
    endpoint =
        new PostEndpoint(
            ANY_PORT,
            null,
            SenderCheck.ofToken(TOKEN),
            new LineBodies(TestLines.columns(feed)),
            Duration.ofSeconds(3));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void wantsItsTokenAndAnswersWhenAllIsSent() throws Exception {
    assertEquals(401, post("wrong", null, bytes(LINES)));
    assertEquals(204, post(TOKEN, null, bytes(LINES)));
    assertEquals(204, post(TOKEN, "gzip", packed(bytes(LINES))));
    assertEquals(List.of("a.example", "a.example"), TestLines.names(feed));
    List<String> ids = TestLines.ids(feed);
    assertEquals(ids.get(0), ids.get(1), "the same input has the same ids");
  }

  @Test
  void takesNothingOfABodyThatIsNotAsItShouldBe() throws Exception {
    byte[] packed = packed(bytes(LINES));
    assertEquals(415, post(TOKEN, "zstd", packed));
    assertEquals(400, post(TOKEN, "gzip", bytes(LINES)));
    assertEquals(400, post(TOKEN, "gzip", Arrays.copyOf(packed, packed.length - 9)));
    assertEquals(413, post(TOKEN, "gzip", packed(bytes(LINES + "\n".repeat(17 << 20)))));
    assertEquals(0, feed.feed().counts().sums().read());
  }

  @Test
  void saysThatLinesWereLost() throws Exception {
    feed.producer().sendException = new BufferExhaustedException("no place");
    assertEquals(503, post(TOKEN, null, bytes(LINES)));
    feed.producer().sendException = new IllegalStateException("it ends");
    assertEquals(503, post(TOKEN, null, bytes(LINES)));
    feed.producer().sendException = null;
    assertEquals(204, post(TOKEN, null, bytes(LINES)));
    assertEquals(2, feed.feed().counts().sums().allLost());
    assertEquals(1, feed.feed().counts().sums().sent());
  }

  @Test
  void ofABodyThatDoesNotComeToItsEndNothingIsTaken() throws Exception {
    assertEquals(-1, answerTo(LINES, true));
    assertEquals(0, feed.feed().counts().sums().read());
  }

  @Test
  void whoeverDoesNotComeToAnEndIsLeft() throws Exception {
    assertEquals(-1, answerTo("", false));
    assertEquals(0, feed.feed().counts().sums().read());
  }

  @Test
  void whatHasEndedAnswersNothing() throws Exception {
    endpoint.close();
    assertThrows(IOException.class, () -> post(TOKEN, null, bytes(LINES)));
    assertEquals(0, feed.feed().counts().sums().read());
  }

  /** The first byte of the answer to a body that is cut off, or never ends; -1 for none. */
  private int answerTo(String body, boolean isCut) throws IOException {
    try (SocketChannel socket = SocketChannel.open(endpoint.address())) {
      String head =
          "POST / HTTP/1.1\r\nHost: x.example\r\nAuthorization: Bearer %s\r\nContent-Length: 999\r\n\r\n";
      socket.write(ByteBuffer.wrap(bytes(head.formatted(TOKEN) + body)));
      if (isCut) {
        socket.shutdownOutput();
      }
      return socket.socket().getInputStream().read();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private int post(String token, String encoding, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + endpoint.address().getPort() + "/lines"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (encoding != null) {
      request.header("Content-Encoding", encoding);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
