package org.drey.edge.icap;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends what it is given, byte by byte if need be. */
final class IcapClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final Pattern SECTION =
      Pattern.compile("(?i)encapsulated:.*?(null-body|req-body)=(\\d+)");

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  IcapClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /**
   * A reply.
   *
   * @param head of ICAP
   * @param http the head inside
   * @param body after it, without chunks
   */
  record Reply(String head, String http, String body) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }
  }

  /** A request to change a request, with the head and more headers of ICAP; no body. */
  static String reqmod(String http, String... headers) {
    return withBody(http, "null-body", "", headers);
  }

  /** With a body as it goes over the wire. */
  static String withBody(String http, String section, String body, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "REQMOD icap://edge.test/reqmod ICAP/1.0\r\nHost: edge.test\r\n%sEncapsulated: req-hdr=0, %s=%d\r\n\r\n%s%s"
        .formatted(more, section, http.length(), http, body);
  }

  /** A head of HTTP. */
  static String http(String method, String target, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "%s %s HTTP/1.1\r\n%s\r\n".formatted(method, target, more);
  }

  IcapClient send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  Reply ask(String request) throws IOException {
    return send(request).reply();
  }

  IcapClient sendSlowly(String text) throws IOException {
    for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
      out.write(one);
      out.flush();
    }
    return this;
  }

  Reply reply() throws IOException {
    String head = head();
    Matcher section = SECTION.matcher(head);
    if (!section.find()) {
      return new Reply(head, "", "");
    }
    String http = text(Integer.parseInt(section.group(2)));
    return new Reply(head, http, section.group(1).equals("req-body") ? body() : "");
  }

  /** Whether the server has ended the connection. */
  boolean isClosed() throws IOException {
    return in.read() < 0;
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private String body() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = size(); size > 0; size = size()) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) {
      line.append((char) in.readUnsignedByte());
    }
    return line.substring(0, line.length() - 2);
  }

  private String text(int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Closes; when this returns the other side need only look to know. */
  void hangUp() throws IOException {
    socket.setSoLinger(true, PATIENCE_MILLIS / 1000); // waits until it is acknowledged
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
