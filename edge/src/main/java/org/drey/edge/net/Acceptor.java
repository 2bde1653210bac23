package org.drey.edge.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Takes clients at one address. Whatever goes wrong with one, the next is taken. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails also ends the channel
final class Acceptor extends ChannelInboundHandlerAdapter {
  /** When there is no file, thread or memory for one, there is none for the next either. */
  private static final long RETRY_MILLIS = 100;

  private final Server server;
  private final Protocol protocol;

  Acceptor(Server server, Protocol protocol) {
    this.server = server;
    this.protocol = protocol;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    SocketChannel client = (SocketChannel) message;
    try {
      server.take(client, protocol);
    } catch (RuntimeException | Error e) {
      server.warn("a client could not be served: " + e.getClass().getSimpleName());
      client.unsafe().closeForcibly();
    }
  }

  /**
   * As a rule there are too many open files: so one is closed. Pauses before all else, since at
   * that limit even the rest may fail, where it needs a class that is still to be loaded.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.channel().config().setAutoRead(false);
    context
        .executor()
        .schedule(
            () -> context.channel().config().setAutoRead(true),
            RETRY_MILLIS,
            TimeUnit.MILLISECONDS);
    server.makeRoom();
    server.warn(
        "no client can be taken: "
            + (cause instanceof IOException ? cause.getMessage() : cause.getClass().getName()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    server.listenerEnded();
  }
}
