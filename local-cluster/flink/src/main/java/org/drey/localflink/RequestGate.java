package org.drey.localflink;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.channel.socket.DuplexChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what {@link RequestAdmission} admits; the first request that it refuses is the last.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be written closes the connection
final class RequestGate extends ChannelDuplexHandler {
  private static final long READ_ON_SECONDS = 2;

  private final @Nullable String key;
  private boolean refused;

  RequestGate(@Nullable String key) {
    this.key = key;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!refused && message instanceof HttpRequest request) {
      String reason = reasonAgainst(request, ctx);
      if (reason != null) {
        refused = true;
        refuse(ctx, reason);
      }
    }
    if (refused) {
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /** Passes Flink's answer on for its own pages: others may not read it. */
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      response.headers().remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
    }
    ctx.write(message, promise);
  }

  private @Nullable String reasonAgainst(HttpRequest request, ChannelHandlerContext ctx) {
    InetSocketAddress client = (InetSocketAddress) ctx.channel().remoteAddress();
    InetSocketAddress server = (InetSocketAddress) ctx.channel().localAddress();
    return client.getAddress().isLoopbackAddress()
        ? new RequestAdmission(server.getPort(), key).reasonAgainst(request)
        : "This server answers its own machine only.";
  }

  private static void refuse(ChannelHandlerContext ctx, String reason) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.FORBIDDEN,
            Unpooled.copiedBuffer(reason + "\n", StandardCharsets.UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    ChannelFutureListener thenClose = written -> closeSlowly(written.channel());
    ctx.writeAndFlush(response).addListener(thenClose);
  }

  /** A connection closed before the body has been sent is reset, and the answer lost with it. */
  private static void closeSlowly(Channel channel) {
    ((DuplexChannel) channel).shutdownOutput();
    Runnable close = channel::close;
    channel.eventLoop().schedule(close, READ_ON_SECONDS, TimeUnit.SECONDS);
  }
}
