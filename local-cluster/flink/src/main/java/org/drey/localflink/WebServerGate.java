package org.drey.localflink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInitializer;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Puts a gate into each connection to Flink's web server. Flink adds what this makes after its
 * handlers of uploads and bodies; the gate is before them, so that nothing of a refused request is
 * kept, in memory or on disk.
 */
public final class WebServerGate implements InboundChannelHandlerFactory {
  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return Optional.of(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            // Without the codec this fails, and Netty closes the connection.
            String codec = pipeline.context(HttpServerCodec.class).name();
            pipeline.addAfter(codec, "gate", new RequestGate());
          }
        });
  }
}
