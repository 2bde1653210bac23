package org.drey.alerts.forward;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.drey.fixtures.KeytoolRun;

/** Takes frames of syslog over TLS (RFC 5425), with a certificate that it made for itself. */
final class TlsReceiver implements AutoCloseable {
  private static final String PASSWORD = "of a test";

  private final SSLServerSocket server;
  private final List<SSLSocket> open = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private TlsReceiver(SSLServerSocket server, boolean reads) {
    this.server = server;
    new Thread(() -> accept(reads), "receiver").start();
  }

  /** Makes a certificate for localhost; its PEM file is {@code receiver.pem} of the folder. */
  static void makeCertificate(Path folder) throws Exception {
    keytool(
        folder,
        "-genkeypair",
        "-alias",
        "receiver",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-storetype",
        "PKCS12");
    keytool(folder, "-exportcert", "-rfc", "-alias", "receiver", "-file", "receiver.pem");
  }

  private static void keytool(Path folder, String... arguments) throws Exception {
    KeytoolRun.in(folder, "receiver.p12", PASSWORD, List.of(arguments));
  }

  /** Takes connections, and reads nothing of them after the handshake. */
  static TlsReceiver deaf(Path folder) throws Exception {
    return new TlsReceiver(listen(folder, 0), false);
  }

  /**
   * Begins to take.
   *
   * @param port 0 for any
   */
  static TlsReceiver start(Path folder, int port) throws Exception {
    return new TlsReceiver(listen(folder, port), true);
  }

  private static SSLServerSocket listen(Path folder, int port) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("receiver.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next line that came. */
  String next() throws InterruptedException {
    return lines.take();
  }

  private void accept(boolean reads) {
    while (!server.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) server.accept();
        open.add(socket);
        if (reads) {
          new Thread(() -> read(socket), "connection").start();
        } else {
          socket.startHandshake();
        }
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  private void read(SSLSocket socket) {
    try (InputStream in = socket.getInputStream()) {
      while (true) {
        StringBuilder length = new StringBuilder();
        for (int c = in.read(); c != ' '; c = in.read()) {
          if (c < '0' || c > '9') {
            return;
          }
          length.append((char) c);
        }
        byte[] line = in.readNBytes(Integer.parseInt(length.toString()));
        lines.add(new String(line, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return; // no handshake, or the end
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SSLSocket socket : open) {
      socket.close();
    }
  }
}
