package org.drey.benchmarks.cdb;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.drey.benchmarks.measure.CpuTime;
import org.jspecify.annotations.Nullable;

/**
 * A dnsdist without an upstream server: a name that its database has, or that is below one, does
 * not exist; every other has the same invented address. One thread takes the queries.
 */
final class DnsServer implements AutoCloseable {
  private static final int TRIES = 100;
  private static final int TRY_MILLIS = 200;

  /** A query for the address of {@code first.test}. */
  private static final byte[] QUERY =
      HexFormat.of().parseHex("00010100000100000000000005666972737404746573740000010001");

  private static final int LARGEST_ANSWER = 512;

  private final Process process;
  private final int port;

  private DnsServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server; returns when it answers.
   *
   * @param database null for one that looks nothing up
   */
  static DnsServer start(Path folder, @Nullable Path database) throws IOException {
    int port = freePort();
    String lookup =
        database == null
            ? ""
            : """
              names = newCDBKVStore("%s", 86400)
              addAction(KeyValueStoreLookupRule(names, KeyValueLookupKeySuffix(0, true)), \
              RCodeAction(DNSRCode.NXDOMAIN))
              """
                .formatted(database);
    String configuration =
        """
        setLocal("127.0.0.1:%d")
        setACL("127.0.0.0/8")
        setSecurityPollSuffix("")
        %saddAction(AllRule(), SpoofAction({"192.0.2.1"}))
        """
            .formatted(port, lookup);
    Path file = Files.createTempFile(folder, "dnsdist", ".conf");
    Files.writeString(file, configuration, StandardCharsets.UTF_8);
    Process process =
        CdbPrograms.start(
            List.of("dnsdist", "-C", file.toString(), "--supervised", "--disable-syslog"));
    DnsServer server = new DnsServer(process, port);
    try {
      server.awaitAnswer();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  int port() {
    return port;
  }

  /** Returns what it has used so far. */
  CpuTime.OfProcess used() throws IOException {
    return CpuTime.of(process.pid());
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(TRY_MILLIS);
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (int tries = 0; tries < TRIES && process.isAlive(); tries++) {
        socket.send(new DatagramPacket(QUERY, QUERY.length, server));
        try {
          socket.receive(new DatagramPacket(new byte[LARGEST_ANSWER], LARGEST_ANSWER));
          return;
        } catch (SocketTimeoutException e) {
          // Not up yet: asked again.
        }
      }
    }
    throw new IOException("dnsdist does not answer; is something else on port " + port + "?");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
