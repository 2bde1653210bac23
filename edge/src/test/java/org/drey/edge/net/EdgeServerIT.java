package org.drey.edge.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.drey.base.NetworkPrefix;
import org.drey.edge.net.EdgeServer.ClientAcceptor;
import org.drey.edge.net.EdgeServer.ListeningSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // that they end is what is looked at
final class EdgeServerIT {
  private static final ClientLimits LIMITS = new ClientLimits(2, Duration.ofSeconds(60), List.of());
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final BlockingQueue<ClientConnection> begun = new LinkedBlockingQueue<>();
  private final AtomicInteger notAllowed = new AtomicInteger();
  private final AtomicInteger notServed = new AtomicInteger();

  @AutoClose
  private final EdgeServer server = new EdgeServer("test", LIMITS, System::nanoTime, () -> {});

  private final InetSocketAddress address = server.listen(ANY, new Echo());

  EdgeServerIT() throws IOException {}

  /** Sends back what comes; holds for an h, breaks for a b. */
  private final class Echo implements ServerProtocol {
    @Override
    public ClientConversation begin(ClientConnection connection, InetAddress client) {
      begun.add(connection);
      return in -> {
        byte[] bytes = in.some(Integer.MAX_VALUE);
        switch (bytes[0]) {
          case 'h' -> {
            connection.hold();
            connection.write(bytes);
          }
          case 'b' -> throw new StackOverflowError();
          default -> {
            connection.answered();
            connection.write(bytes);
          }
        }
      };
    }

    @Override
    public byte[] turnedAway() {
      return "full".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void notAllowed() {
      notAllowed.incrementAndGet();
    }

    @Override
    public void notServed() {
      notServed.incrementAndGet();
    }
  }

  private Socket connect(InetSocketAddress to) throws IOException {
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void assertEchoes(Socket socket, char letter) throws IOException {
    socket.getOutputStream().write(letter);
    assertEquals(letter, socket.getInputStream().read());
  }

  /** A reset, too, says so. */
  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void whatCannotBeTakenEndsNoAccepting() throws Exception {
    try (Socket first = connect(address)) {
      assertEchoes(first, 'a');
      ClientConnection connection = begun.take();
      for (Throwable cause :
          List.of(new IOException("Too many open files"), new OutOfMemoryError("no thread"))) {
        connection.run(() -> connection.channel.parent().pipeline().fireExceptionCaught(cause));
      }
      assertTrue(isClosed(first)); // it made room
    }
    try (Socket second = connect(address)) {
      assertEchoes(second, 'a');
    }
    assertFalse(server.hasFailed());
    assertEquals(2, notServed.get());
  }

  /** A context where nothing more can be had of the machine. */
  private static ChannelHandlerContext exhausted(Channel channel) {
    return (ChannelHandlerContext)
        Proxy.newProxyInstance(
            EdgeServerIT.class.getClassLoader(),
            new Class<?>[] {ChannelHandlerContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("channel")) {
                return channel;
              }
              throw new OutOfMemoryError(method.getName());
            });
  }

  @Test
  void whatFailsWhileItPausesEndsNoAccepting() throws Exception {
    class Unspeakable extends IOException {
      @Override
      public String getMessage() {
        throw new OutOfMemoryError("no message either");
      }
    }
    ClientAcceptor acceptor = new ClientAcceptor(server, new Echo());
    CompletableFuture<?> paused = new CompletableFuture<>();
    try (Socket first = connect(address)) {
      assertEchoes(first, 'a');
      ClientConnection connection = begun.take();
      connection.run(
          () -> {
            try {
              acceptor.exceptionCaught(exhausted(connection.channel.parent()), new Unspeakable());
            } catch (OutOfMemoryError e) {
              paused.complete(null);
            }
          });
      paused.get();
    }
    try (Socket second = connect(address)) {
      assertEchoes(second, 'a');
    }
  }

  @Test
  void noFailureToTakeAClientEndsAListener() throws Exception {
    ListeningSocket listener = new ListeningSocket();
    assertFalse(listener.closeOnReadError(new OutOfMemoryError("no memory for a client")));
    listener.unsafe().closeForcibly();
    assertTrue(listener.closeOnReadError(new ClosedChannelException()));
  }

  @Test
  void aClockAndALogThatFailEndNoLookingAfter() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    CountDownLatch failed = new CountDownLatch(10);
    LongSupplier broken =
        () -> {
          if (failures.get() > 0 && failed.getCount() > 0) {
            failed.countDown();
            throw new OutOfMemoryError("nothing is left");
          }
          return System.nanoTime();
        };
    CountDownLatch ticks = new CountDownLatch(1);
    try (EdgeServer frail = new EdgeServer("frail", LIMITS, broken, ticks::countDown)) {
      failures.set(1);
      failed.await();
      ticks.await();
      assertFalse(frail.hasFailed());
    }
  }

  @Test
  void withoutLookingAfterItHasFailed() throws Exception {
    server.ticks.cancel(false);
    assertFalse(server.awaitEnd());
    assertTrue(server.hasFailed());
  }

  @Test
  void anErrorInAConversationEndsThatAlone() throws IOException {
    try (Socket broken = connect(address);
        Socket other = connect(address)) {
      broken.getOutputStream().write('b');
      assertTrue(isClosed(broken));
      assertEchoes(other, 'a');
    }
  }

  @Test
  void aClientThatCannotBeServedEndsNoAccepting() throws IOException {
    AtomicInteger clients = new AtomicInteger();
    InetSocketAddress at =
        server.listen(
            ANY,
            (connection, client) -> {
              if (clients.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return in -> connection.write(in.some(1));
            });
    try (Socket first = connect(at)) {
      assertTrue(isClosed(first));
    }
    try (Socket second = connect(at)) {
      assertEchoes(second, 'a');
    }
  }

  @Test
  void whoWasServedOutlivesStrangers() throws IOException {
    try (Socket served = connect(address)) {
      assertEchoes(served, 'a');
      for (int i = 0; i < 20; i++) {
        try (Socket stranger = connect(address);
            Socket next = connect(address)) {
          assertTrue(isClosed(stranger));
          assertEchoes(next, 'a');
          assertEchoes(served, 'a');
        }
      }
    }
  }

  /** Else whoever has all other places keeps new ones from being heard. */
  @Test
  void strangersHaveHalfOfThePlaces() throws Exception {
    ClientLimits four = new ClientLimits(4, Duration.ofSeconds(60), List.of());
    try (EdgeServer wide = new EdgeServer("wide", four, System::nanoTime, () -> {})) {
      InetSocketAddress at = wide.listen(ANY, new Echo());
      try (Socket oldest = connect(at);
          Socket older = connect(at);
          Socket old = connect(at);
          Socket stranger = connect(at)) {
        for (Socket socket : List.of(oldest, older, old)) {
          assertEchoes(socket, 'a');
        }
        try (Socket other = connect(at)) {
          assertTrue(isClosed(oldest));
          assertEchoes(stranger, 'a');
          assertEchoes(other, 'a');
        }
      }
    }
  }

  @Test
  void whoIsHeldMakesNoRoom() throws IOException {
    try (Socket held = connect(address);
        Socket other = connect(address)) {
      assertEchoes(held, 'h');
      assertEchoes(other, 'h');
      try (Socket third = connect(address)) {
        assertEquals(
            "full", new String(third.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      }
      assertEquals(2, server.connections());
    }
  }

  @Test
  void othersThanThoseAllowedGetNothing() throws IOException {
    ClientLimits closed =
        new ClientLimits(2, Duration.ofSeconds(60), List.of(NetworkPrefix.of("192.0.2.0/24")));
    try (EdgeServer strict = new EdgeServer("strict", closed, System::nanoTime, () -> {});
        Socket stranger = connect(strict.listen(ANY, new Echo()))) {
      assertTrue(isClosed(stranger));
      assertEquals(1, notAllowed.get());
      assertEquals(0, begun.size());
    }
  }

  @Test
  void anEndThatNoOneAskedForIsKnown() throws Exception {
    assertFalse(server.hasFailed());
    server.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    assertFalse(server.awaitEnd());
    assertTrue(server.hasFailed());
  }

  @Test
  void aListenerThatEndsIsKnown() throws Exception {
    try (Socket client = connect(address)) {
      assertEchoes(client, 'a');
      ClientConnection connection = begun.take();
      connection.run(() -> connection.channel.parent().close());
      assertFalse(server.awaitEnd());
      assertTrue(server.hasFailed());
    }
  }

  @Test
  void closingIsNoFailure() throws Exception {
    server.close();
    server.close();
    assertTrue(server.awaitEnd());
    assertFalse(server.hasFailed());
  }
}
