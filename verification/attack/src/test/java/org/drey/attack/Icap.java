package org.drey.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ICAP service with {@link Listed#LIST}, and one connection that asks it what it decides. */
final class Icap implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String SPLASH = "http://splash.example/";

  private final Daemon daemon;
  private @Nullable Socket socket;

  private Icap(Daemon daemon) {
    this.daemon = daemon;
  }

  static Icap start(Path folder) throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), Listed.LIST);
    Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-------"));
    return new Icap(
        Daemon.start(
            folder,
            2,
            List.of(
                "edge",
                "icap",
                "--blocklist",
                list.toString(),
                "--splash",
                SPLASH,
                "--listen",
                "127.0.0.1:0",
                "--metrics",
                "127.0.0.1:0",
                "--deadline",
                "20000")));
  }

  Daemon daemon() {
    return daemon;
  }

  int port() {
    return daemon.port(0);
  }

  int statusPort() {
    return daemon.port(1);
  }

  /** A request to change a request of HTTP. */
  static String reqmod(String http) {
    return """
        REQMOD icap://edge.test/reqmod ICAP/1.0\r
        Host: edge.test\r
        Allow: 204\r
        Encapsulated: req-hdr=0, null-body=%d\r
        \r
        %s"""
        .formatted(http.length(), http);
  }

  /** Whether a request of HTTP is blocked, and not passed on. */
  boolean blocks(String http) throws IOException {
    Socket open = socket == null ? connect() : socket;
    open.getOutputStream().write(reqmod(http).getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = open.getInputStream();
    String head = head(in);
    if (head.startsWith("ICAP/1.0 204 ")) {
      return false;
    }
    if (!head.startsWith("ICAP/1.0 200 ")) {
      socket = null;
      throw new AssertionError("ICAP says " + head.lines().findFirst().orElse("nothing"));
    }
    String answer = head(in);
    if (!head.contains("null-body")) {
      socket = null; // anything else that comes stays unread
    }
    return answer.startsWith("HTTP/1.1 302 ") || answer.startsWith("HTTP/1.1 403 ");
  }

  private Socket connect() throws IOException {
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), port());
    opened.setSoTimeout(PATIENCE_MILLIS);
    opened.setTcpNoDelay(true);
    socket = opened;
    return opened;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended after " + head.length() + " bytes");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
    daemon.close();
  }
}
