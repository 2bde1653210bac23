package org.drey.edge.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.drey.edge.net.ClientConversation.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * One client. Reads only when nothing is to be decided or to be written, so whoever does not read
 * is not read from either, and nothing heaps up here. All methods but {@link #run} are for the
 * server's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails also ends the channel
public final class ClientConnection extends ChannelInboundHandlerAdapter {
  final SocketChannel channel;
  private final EdgeServer server;
  private final ClientInput in = new ClientInput();
  private ClientConversation conversation;
  private boolean held;
  private boolean proceeding;
  private boolean finishing;
  private int writes;
  private long pauseNanos = Long.MAX_VALUE / 4;
  private long pauseEnd;
  private long wholeEnd;
  private long unreadEnd;

  ClientConnection(
      SocketChannel channel, EdgeServer server, ServerProtocol protocol, InetAddress client) {
    this.channel = channel;
    this.server = server;
    this.pauseEnd = server.now() + pauseNanos;
    this.wholeEnd = pauseEnd;
    this.conversation = protocol.begin(this, client);
  }

  /**
   * From now on the client has this long.
   *
   * @param pause until each next byte
   * @param whole for all of it
   */
  public void limit(Duration pause, Duration whole) {
    pauseNanos = pause.toNanos();
    pauseEnd = server.now() + pauseNanos;
    wholeEnd = server.now() + whole.toNanos();
  }

  /** Sends bytes, after all that were sent before. */
  public void write(byte[] bytes) {
    if (writes++ == 0) {
      unreadEnd = server.now() + server.limits().unread().toNanos();
    }
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
        .addListener(done -> written(done.isSuccess()));
  }

  private void written(boolean success) {
    writes--;
    unreadEnd = server.now() + server.limits().unread().toNanos();
    if (success) {
      keepReading();
    } else {
      channel.close();
    }
  }

  /** A request has had its answer: of all connections this is now the last to make room. */
  public void answered() {
    server.answered(this);
  }

  /** Nothing is taken in, and the client has all the time, until {@link #release}. */
  public void hold() {
    held = true;
  }

  /** Returns whether it is held. */
  public boolean isHeld() {
    return held;
  }

  /** Ends {@link #hold}. */
  public void release() {
    held = false;
    pauseEnd = server.now() + pauseNanos;
    advance();
  }

  /** Has something done on the server's thread, from any thread; not once the server is closed. */
  public void run(Runnable task) {
    server.run(task);
  }

  /** Has something done on the server's thread after a while. */
  public Future<?> runAfter(Duration delay, Runnable task) {
    return channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the connection once the client has what was sent. What it still sends until it closes is
   * let pass: a connection closed with bytes unread is reset, and the reply with it may be lost.
   */
  public void finish() {
    finishing = true;
    conversation = ClientInput::clear;
  }

  /** Ends the connection at once. */
  public void close() {
    channel.close();
  }

  /**
   * Looks whether the client has hung up, also if its hanging up still waits to be read behind what
   * other clients sent; if so, the conversation has been cut. Of a client that has sent more than
   * was taken nothing is read: else what it sends could heap up.
   */
  public boolean hasHungUp() {
    if (channel.isActive() && in.size() == 0) {
      ((AbstractNioChannel.NioUnsafe) channel.unsafe()).read();
    }
    if (channel.isActive()) {
      return false;
    }
    cut(CloseReason.HUNG_UP);
    return true;
  }

  /** Ends the connection for a reason, the first that there is. */
  void cut(CloseReason why) {
    ClientConversation last = conversation;
    conversation = ClientInput::clear;
    try {
      last.cut(why);
    } finally {
      server.forget(this);
      channel.close();
    }
  }

  /** Returns why the client's time is over; null if it is not. */
  @Nullable CloseReason overdue(long now) {
    if (writes > 0) {
      return now - unreadEnd >= 0 ? CloseReason.UNREAD : null;
    }
    return !held && (now - pauseEnd >= 0 || now - wholeEnd >= 0) ? CloseReason.TOO_SLOW : null;
  }

  private void advance() {
    if (proceeding || held || !channel.isActive()) {
      return;
    }
    proceeding = true;
    try {
      conversation.proceed(in);
    } catch (RuntimeException | Error e) {
      server.warn("a connection was ended by " + e.getClass().getSimpleName());
      cut(CloseReason.FAILED);
    } finally {
      proceeding = false;
    }
    keepReading();
  }

  private void keepReading() {
    if (proceeding || held || writes > 0 || !channel.isActive()) {
      return;
    }
    if (finishing && !channel.isOutputShutdown()) {
      channel.shutdownOutput();
    }
    channel.read();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    keepReading();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      in.add(bytes);
    } finally {
      bytes.release();
    }
    pauseEnd = server.now() + pauseNanos;
    advance();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cut(CloseReason.HUNG_UP);
  }

  /** The client went away. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }
}
