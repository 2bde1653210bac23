package org.drey.edge.net;

import io.netty.channel.socket.nio.NioServerSocketChannel;

/** A socket that goes on listening when a client cannot be taken. */
final class ListeningSocket extends NioServerSocketChannel {
  /** Netty's own ends for all that is no {@link java.io.IOException}, want of memory too. */
  @Override
  protected boolean closeOnReadError(Throwable cause) {
    return !isOpen();
  }
}
