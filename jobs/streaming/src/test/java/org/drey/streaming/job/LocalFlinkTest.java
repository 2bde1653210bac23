package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.drey.localflink.WebServerGate;
import org.junit.jupiter.api.Test;

/** Tests start Flink too, with a web server that would run anyone's code. */
final class LocalFlinkTest {
  @Test
  void theWebServersOfTestsAreClosed() {
    assertEquals(
        List.of(WebServerGate.class),
        ServiceLoader.load(InboundChannelHandlerFactory.class).stream()
            .map(ServiceLoader.Provider::type)
            .toList());
  }
}
