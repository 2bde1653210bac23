package org.drey.collect.dnstap;

import org.drey.collect.dnstap.DnstapEvents.DnstapMessage;

import static org.drey.collect.dnstap.TestFrames.answer;
import static org.drey.collect.dnstap.TestFrames.framed;
import static org.drey.collect.dnstap.TestFrames.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.drey.collect.feed.FeedGap;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.listen.ListenAddress;
import org.drey.event.DnsQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DnstapServerIT {
  @TempDir private Path folder;

  private final TestFeed feed = TestFeed.of(false, null);
  private final List<FeedGap> ended = new CopyOnWriteArrayList<>();
  private final FeedGaps gaps = new FeedGaps(Map.of(FeedGaps.ALL, TestFeed.NOW), ended::add);

  private DnstapServer server() {
    return new DnstapServer(feed.feed(), gaps, false, InetAddress::isLoopbackAddress);
  }

  private static SocketChannel writer(SocketAddress to, String... names) throws Exception {
    SocketChannel writer = SocketChannel.open(to);
    write(writer, TestFrames.READY);
    ByteBuffer accept = ByteBuffer.allocate(TestFrames.control(1, "protobuf:dnstap.Dnstap").length);
    while (accept.hasRemaining()) {
      assertTrue(writer.read(accept) > 0);
    }
    write(writer, TestFrames.START);
    for (String name : names) {
      write(writer, framed(response(TestFeed.NOW, answer(name).toWire())));
    }
    return writer;
  }

  private static void write(SocketChannel to, byte[] bytes) throws Exception {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      to.write(rest);
    }
  }

  private void awaitRead(long count) {
    while (feed.feed().counts().sums().read() < count || gaps.connections() > 2) {
      Thread.onSpinWait();
    }
  }

  private void awaitConnections(int count) {
    while (gaps.connections() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void severalWritersAreHeardOverUnixAndTcpAndTheirAbsenceIsAGap() throws Exception {
    Path path = folder.resolve("dnstap.sock");
    try (DnstapServer server = server()) {
      SocketAddress unix = server.listen(ListenAddress.unix(path));
      SocketAddress tcp =
          server.listen(
              new ListenAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      try (SocketChannel one = writer(unix, "a.example", "b.example");
          SocketChannel two = writer(tcp, "c.example")) {
        write(one, TestFrames.STOP);
        ByteBuffer finish = ByteBuffer.allocate(TestFrames.control(5, null).length);
        while (finish.hasRemaining()) {
          assertTrue(one.read(finish) > 0);
        }
        write(two, new byte[] {0, 0, 1}); // and ends in the middle of a length
      }
      awaitRead(4);
      awaitConnections(0);
      Set<String> names =
          feed.queries().stream().map(DnsQuery::getQuery).collect(Collectors.toSet());
      assertEquals(Set.of("a.example", "b.example", "c.example"), names);
      writer(unix).close();
      awaitConnections(0);
    }
    assertFalse(Files.exists(path));
    assertTrue(ended.stream().anyMatch(gap -> gap.writer().isEmpty()), () -> ended.toString());
    assertEquals(4, feed.feed().counts().sums().read());
  }

  @Test
  void ofSeveralServersOverOneConnectionEachIsThereUntilItEnds() throws Exception {
    try (DnstapServer server = server()) {
      SocketAddress unix = server.listen(ListenAddress.unix(folder.resolve("dnstap.sock")));
      try (SocketChannel forwarder = writer(unix)) {
        for (int i = 0; i < 1_000; i++) {
          byte[] dns = answer("a.example").toWire();
          int type = DnstapMessage.CLIENT_RESPONSE;
          write(forwarder, framed(TestFrames.dnstap("ns" + i % 100, type, TestFeed.NOW, dns)));
        }
        awaitRead(1_000);
        assertEquals(List.of(""), ended.stream().map(FeedGap::writer).toList());
        assertEquals(Map.of(), gaps.open());
      }
      awaitConnections(0);
    }
    assertEquals(65, gaps.open().size(), "all, and as many as are distinguished");
  }

  @Test
  void aSocketThatWasLeftBehindIsReplacedAndOneInUseIsNot() throws Exception {
    Path path = folder.resolve("dnstap.sock");
    try (DnstapServer first = server();
        DnstapServer second = server()) {
      first.listen(ListenAddress.unix(path));
      assertThrows(BindException.class, () -> second.listen(ListenAddress.unix(path)));
    }
    try (var leftBehind = ListenAddress.unix(path).listen()) {
      assertTrue(leftBehind.isOpen());
    }
    assertTrue(Files.exists(path));
    try (DnstapServer server = server()) {
      server.listen(ListenAddress.unix(path));
      writer(UnixDomainSocketAddress.of(path), "a.example").close();
      awaitRead(1);
    }
    Path text = Files.writeString(folder.resolve("notes.txt"), "no socket");
    try (DnstapServer server = server()) {
      assertThrows(BindException.class, () -> server.listen(ListenAddress.unix(text)));
    }
    assertEquals("no socket", Files.readString(text));
  }
}
