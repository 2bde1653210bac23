package org.drey.edge.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the status code
 * @param headers in their order; length and connection are added
 * @param body the text, sent as UTF-8
 */
public record HttpResponse(int status, Map<String, String> headers, String body) {
  public HttpResponse {
    headers = new LinkedHashMap<>(headers);
  }

  /** An answer that says no more than its status. */
  static HttpResponse bare(int status) {
    return new HttpResponse(status, Map.of(), "");
  }

  /** The bytes to send; without the body if only the head was asked for. */
  byte[] bytes(boolean headOnly) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status));
    head.append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (status != 204) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = Arrays.copyOf(start, start.length + (headOnly ? 0 : content.length));
    System.arraycopy(content, 0, bytes, start.length, bytes.length - start.length);
    return bytes;
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 302 -> "Found";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 431 -> "Request Header Fields Too Large";
      case 451 -> "Unavailable For Legal Reasons";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "";
    };
  }
}
