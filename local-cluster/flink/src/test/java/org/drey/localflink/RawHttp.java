package org.drey.localflink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests as an attacker writes them, byte for byte; the JDK's client keeps some headers back. */
record RawHttp(InetAddress server, int port) {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /** An answer's status and headers, the names in lower case. */
  record Answer(int status, Map<String, String> headers) {}

  /** Sends a request without a body. */
  Answer ask(String line, String... headers) throws IOException {
    return send(line, "", headers);
  }

  /** Sends a request; the body is sent as it is, also where the headers say otherwise. */
  Answer send(String line, String body, String... headers) throws IOException {
    String head = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    try (Socket socket = open(head + body)) {
      return read(socket);
    }
  }

  /** Sends a text and returns all that comes until the server closes. */
  String toTheEnd(String text) throws IOException {
    try (Socket socket = open(text)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Socket open(String text) throws IOException {
    Socket socket = new Socket(server, port);
    socket.setSoTimeout((int) ANSWER_WITHIN.toMillis());
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  private static Answer read(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String status = in.readLine();
    if (status == null) {
      throw new IOException("closed without an answer");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers);
  }
}
