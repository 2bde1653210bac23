package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.listen.ListenAddress;
import org.drey.collect.listen.WriterServer;
import org.junit.jupiter.api.Test;

/** Lines that come over connections. */
final class LineConnectionIT {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final TestFeed feed = TestFeed.of(false, null);

  @Test
  void takesLinesOfASocketToItsEnd() throws Exception {
    FeedGaps gaps = new FeedGaps(TestFeed.NOW, List.of(), gap -> {});
    LineFeeds feeds = TestLines.columns(feed);
    try (WriterServer server =
        new WriterServer(
            "lines",
            socket ->
                () -> {
                  new LineConnection(socket, null, feeds.intake(), gaps).run();
                },
            InetAddress::isLoopbackAddress)) {
      InetSocketAddress at = (InetSocketAddress) server.listen(new ListenAddress(ANY_PORT));
      try (SocketChannel socket = SocketChannel.open(at)) {
        String text = TestLines.HEAD + TestLines.line("a.example") + TestLines.line("b.example");
        socket.write(ByteBuffer.wrap(text.stripTrailing().getBytes(StandardCharsets.UTF_8)));
        socket.shutdownOutput();
        assertEquals(-1, socket.read(ByteBuffer.allocate(1))); // it was read to its end
      }
    }
    assertEquals(List.of("a.example", "b.example"), TestLines.names(feed));
  }

  @Test
  void endpointWantsItsTokenAndAnswersWhenAllIsSent() throws Exception {
    try (LineEndpoint endpoint =
        new LineEndpoint(ANY_PORT, null, "opensesame-example", TestLines.columns(feed))) {
      String body = TestLines.HEAD + TestLines.line("a.example");
      assertEquals(401, post(endpoint, "wrong", body));
      assertEquals(204, post(endpoint, "opensesame-example", body));
      assertEquals(204, post(endpoint, "opensesame-example", body));
    }
    assertEquals(List.of("a.example", "a.example"), TestLines.names(feed));
    List<String> ids = TestLines.ids(feed);
    assertEquals(ids.get(0), ids.get(1), "the same input has the same ids");
  }

  private static int post(LineEndpoint endpoint, String token, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + endpoint.address().getPort() + "/lines"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
