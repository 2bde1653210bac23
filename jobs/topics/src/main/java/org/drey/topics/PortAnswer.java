package org.drey.topics;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * The answer of a port to a question in the clear: what a broker can do. Kafka's own clients take
 * the answer of a port that wants TLS for a record of 350 MB, and end for want of memory.
 */
enum PortAnswer {
  /** No one listens there, or no one answers in time. */
  NONE,
  /** An alert of TLS. */
  TLS,
  /** What a broker answers that wants no TLS. */
  CLEAR;

  private static final int WITHIN_MILLIS = (int) Duration.ofSeconds(2).toMillis();
  private static final int ALERT = 0x15;
  private static final int CORRELATION = 1;

  /** Asks the first of a client's brokers that answers. */
  static PortAnswer of(Properties client) {
    for (InetSocketAddress address : addresses(client)) {
      PortAnswer answer = of(address);
      if (answer != NONE) {
        return answer;
      }
    }
    return NONE;
  }

  private static List<InetSocketAddress> addresses(Properties client) {
    try {
      return ClientUtils.parseAndValidateAddresses(
          List.of(client.getProperty("bootstrap.servers", "").split(",")), "use_all_dns_ips");
    } catch (KafkaException e) {
      return List.of(); // which is refused in its place
    }
  }

  private static PortAnswer of(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, WITHIN_MILLIS);
      socket.setSoTimeout(WITHIN_MILLIS);
      socket.getOutputStream().write(question());
      int first = socket.getInputStream().read();
      return first < 0 ? NONE : first == ALERT ? TLS : CLEAR;
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Which versions of requests there are: the one request that is answered before any login. */
  private static byte[] question() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    String name = "drey";
    out.writeInt(Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES + name.length());
    out.writeShort(ApiKeys.API_VERSIONS.id);
    out.writeShort(0);
    out.writeInt(CORRELATION);
    out.writeUTF(name);
    return bytes.toByteArray();
  }
}
