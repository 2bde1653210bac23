package org.drey.edge.splash;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly what it is given. */
final class RawClient {
  private static final int PATIENCE_MILLIS = 30_000;

  /**
   * An answer.
   *
   * @param head status line and headers
   */
  record Answer(String head, String body) {
    int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }

    String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }

    /** Headers without the time. */
    String timeless() {
      return head.replaceFirst("Date: [^\r]*\r\n", "");
    }
  }

  private final InetSocketAddress server;

  RawClient(InetSocketAddress server) {
    this.server = server;
  }

  Answer get(String target, String... headers) throws IOException {
    return ask("GET", target, headers);
  }

  Answer ask(String method, String target, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return send(request.append("\r\n").toString());
  }

  Answer send(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return read(socket);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  static Answer read(Socket socket) throws IOException {
    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    return end < 0
        ? new Answer(all, "")
        : new Answer(all.substring(0, end + 2), all.substring(end + 4));
  }
}
