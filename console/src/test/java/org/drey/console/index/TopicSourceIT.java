package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that take a connection and say nothing. */
final class TopicSourceIT {
  @Test
  @Timeout(20)
  void brokersThatDoNotAnswerAreGivenUpInSeconds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Properties client = new Properties();
      client.setProperty("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
      TopicSource source = new TopicSource(client, "", warning -> {});
      IOException said = assertThrows(IOException.class, source::ages);
      assertTrue(said.getMessage().contains("does not answer"));
    }
  }
}
