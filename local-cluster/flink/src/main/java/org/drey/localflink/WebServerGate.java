package org.drey.localflink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInitializer;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.jspecify.annotations.Nullable;

/**
 * Puts a gate into each connection to Flink's web server. Flink adds what this makes after its
 * handlers of uploads and bodies; the gate is before them, so that nothing of a refused request is
 * kept, in memory or on disk.
 *
 * <p>Where {@code drey.rest.key-file} names a file, whoever knows what is in it may submit and end
 * jobs.
 */
public final class WebServerGate implements InboundChannelHandlerFactory {
  private static final ConfigOption<String> KEY_FILE =
      ConfigOptions.key("drey.rest.key-file").stringType().noDefaultValue();

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    String key = key(configuration);
    return Optional.of(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            // Without the codec this fails, and Netty closes the connection.
            String codec = pipeline.context(HttpServerCodec.class).name();
            pipeline.addAfter(codec, "gate", new RequestGate(key));
          }
        });
  }

  private static @Nullable String key(Configuration configuration) {
    String file = configuration.get(KEY_FILE);
    try {
      return file == null ? null : Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return null; // no one has it then
    }
  }
}
