package org.drey.edge.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** All that a client gets for which there is no room. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails also ends the channel
final class OverloadReply extends ChannelInboundHandlerAdapter {
  private final byte[] words;

  OverloadReply(byte[] words) {
    this.words = words;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(Unpooled.wrappedBuffer(words)).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
