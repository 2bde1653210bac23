package org.drey.edge.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;

/** Takes clients at one address. An error with one does not keep the next from being taken. */
final class ClientAcceptor extends ChannelInboundHandlerAdapter {
  private final EdgeServer server;
  private final ServerProtocol protocol;

  ClientAcceptor(EdgeServer server, ServerProtocol protocol) {
    this.server = server;
    this.protocol = protocol;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    SocketChannel client = (SocketChannel) message;
    try {
      server.take(client, protocol);
    } catch (RuntimeException | Error e) {
      protocol.notServed();
      client.unsafe().closeForcibly();
      server.warn("a client could not be served: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Usually there are too many open files, so one is closed. Pauses before all else, since what was
   * missing for one client is missing for the next, too. The server's next tick ends the pause:
   * scheduling that here could fail at the same limit, and no client would be taken any more.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.channel().config().setAutoRead(false);
    protocol.notServed();
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
