package org.drey.edge.icap;

import java.nio.charset.StandardCharsets;

/** Replies of ICAP as bytes, each to be written at once. */
final class IcapReply {
  /** The time for which a proxy may go without asking for the options again. */
  private static final int OPTIONS_TTL_SECONDS = 60;

  private IcapReply() {}

  /** Returns what the service can do. */
  static byte[] options(String tag, int connections) {
    return bytes(
        """
        ICAP/1.0 200 OK
        Methods: REQMOD
        Service: Drey
        ISTag: "%s"
        Max-Connections: %d
        Options-TTL: %d
        Allow: 204
        Preview: 0
        Transfer-Preview: *
        Encapsulated: null-body=0

        """
            .formatted(tag, connections, OPTIONS_TTL_SECONDS));
  }

  /** The request goes on unchanged, and the client has it. */
  static byte[] noContent(String tag) {
    return bytes(
        """
        ICAP/1.0 204 No Content
        ISTag: "%s"

        """
            .formatted(tag));
  }

  /** The request goes on unchanged: here is its head, and its body follows if it has one. */
  static byte[] echo(String tag, byte[] head, boolean hasBody) {
    byte[] start =
        bytes(
            """
            ICAP/1.0 200 OK
            ISTag: "%s"
            Encapsulated: req-hdr=0, %s=%d

            """
                .formatted(tag, hasBody ? "req-body" : "null-body", head.length));
    return joined(start, head);
  }

  /** A piece of a body that goes on unchanged. */
  static byte[] chunk(byte[] piece) {
    byte[] size = bytes(Integer.toHexString(piece.length) + "\n");
    return joined(joined(size, piece), bytes("\n"));
  }

  /** The browser is sent elsewhere. */
  static byte[] redirect(String tag, String location) {
    return response(
        tag,
        """
        HTTP/1.1 302 Found
        Location: %s
        Cache-Control: no-store
        Referrer-Policy: no-referrer
        Content-Length: 0

        """
            .formatted(location));
  }

  /** A tunnel is refused. */
  static byte[] refusal(String tag) {
    return response(
        tag,
        """
        HTTP/1.1 403 Forbidden
        Cache-Control: no-store
        Content-Length: 0

        """);
  }

  /** The request was not understood, or cannot be served; the connection ends. */
  static byte[] error(int status) {
    String reason =
        switch (status) {
          case 405 -> "Method Not Allowed";
          case 503 -> "Service Overloaded";
          case 505 -> "Version Not Supported";
          default -> "Bad Request";
        };
    return bytes("ICAP/1.0 %d %s\nConnection: close\n\n".formatted(status, reason));
  }

  private static byte[] response(String tag, String head) {
    byte[] http = bytes(head);
    byte[] start =
        bytes(
            """
            ICAP/1.0 200 OK
            ISTag: "%s"
            Encapsulated: res-hdr=0, null-body=%d

            """
                .formatted(tag, http.length));
    return joined(start, http);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = new byte[one.length + other.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
