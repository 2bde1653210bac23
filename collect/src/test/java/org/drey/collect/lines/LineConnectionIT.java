package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.listen.ListenAddress;
import org.drey.collect.listen.WriterServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that come over connections. */
@Timeout(60)
final class LineConnectionIT {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final TestFeed feed = TestFeed.of(false, null);

  @Test
  void takesLinesOfASocketToItsEnd() throws Exception {
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, TestFeed.NOW), gap -> {});
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
  void leavesWhoeverDoesNotBeginTls() throws Exception {
    FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, TestFeed.NOW), gap -> {});
    LineIntake intake = TestLines.columns(feed).intake();
    SSLContext tls = SSLContext.getDefault();
    try (WriterServer server =
        new WriterServer(
            "lines",
            socket -> new LineConnection(socket, tls, intake, gaps, Duration.ofMillis(100)),
            InetAddress::isLoopbackAddress)) {
      InetSocketAddress at = (InetSocketAddress) server.listen(new ListenAddress(ANY_PORT));
      try (SocketChannel socket = SocketChannel.open(at)) {
        assertEquals(-1, socket.read(ByteBuffer.allocate(1)));
      }
    }
  }
}
