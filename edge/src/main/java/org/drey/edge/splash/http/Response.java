package org.drey.edge.splash.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the status code
 * @param headers in their order; length and connection are added
 * @param body the text, sent as UTF-8
 */
public record Response(int status, Map<String, String> headers, String body) {
  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          204, "No Content",
          302, "Found",
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          431, "Request Header Fields Too Large",
          451, "Unavailable For Legal Reasons",
          500, "Internal Server Error");

  public Response {
    headers = new LinkedHashMap<>(headers);
  }

  /** An answer that says no more than its status. */
  static Response bare(int status) {
    return new Response(status, Map.of(), "");
  }

  /** The bytes to send; without the body if only the head was asked for. */
  ByteBuffer bytes(boolean headOnly) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(' ').append(REASONS.getOrDefault(status, ""));
    head.append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (status != 204) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(start.length + content.length).put(start);
    return (headOnly ? bytes : bytes.put(content)).flip();
  }
}
