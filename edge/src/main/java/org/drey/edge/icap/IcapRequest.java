package org.drey.edge.icap;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request, up to where its body begins.
 *
 * @param method of ICAP
 * @param head of the HTTP request inside as it came, empty for none
 * @param hasBody whether a body, or a preview of one, follows
 * @param preview whether the client waits for an answer before it sends more than a preview
 * @param allows204 whether the client said that it needs no copy of what passes
 * @param closes whether the client wants to end the connection
 */
record IcapRequest(
    Method method,
    byte[] head,
    boolean hasBody,
    boolean preview,
    boolean allows204,
    boolean closes) {

  /** What can be asked. */
  enum Method {
    OPTIONS,
    REQMOD
  }

  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int VERSION_NOT_SUPPORTED = 505;
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;

  /** Proxies bound the head of a request at 64 KiB; twice that is more than any has. */
  private static final int LONGEST_HEAD = 1 << 17;

  private static final Pattern START = Pattern.compile("([A-Z]{1,20}) (\\S+) ICAP/(\\d\\.\\d)");
  private static final Pattern SECTIONS =
      Pattern.compile(
          "(?:req-hdr\\s*=\\s*0\\s*,\\s*)?(null-body|req-body|opt-body)\\s*=\\s*(\\d{1,7})");

  /** Reads one; null if the client has ended the connection between requests. */
  static @Nullable IcapRequest read(IcapInput in) throws IOException, MalformedRequestException {
    String start = "";
    for (int blanks = 0; start.isEmpty(); blanks++) {
      if (!in.hasMore()) {
        return null;
      }
      start = in.line(LONGEST_LINE);
      if (blanks > 1) {
        throw new MalformedRequestException(BAD_REQUEST);
      }
    }
    Matcher matcher = START.matcher(start);
    if (!matcher.matches()) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    if (!matcher.group(3).equals("1.0")) {
      throw new MalformedRequestException(VERSION_NOT_SUPPORTED);
    }
    return read(method(matcher.group(1)), headers(in), in);
  }

  private static IcapRequest read(Method method, Map<String, String> headers, IcapInput in)
      throws IOException, MalformedRequestException {
    String usual = method == Method.OPTIONS ? "null-body=0" : "";
    Matcher sections = SECTIONS.matcher(headers.getOrDefault("encapsulated", usual));
    if (!sections.matches()) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    int length = Integer.parseInt(sections.group(2));
    if (length > LONGEST_HEAD || (method == Method.REQMOD && length == 0)) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    return new IcapRequest(
        method,
        in.bytes(length),
        !sections.group(1).equals("null-body"),
        headers.containsKey("preview"),
        (", " + headers.getOrDefault("allow", "") + ",").matches(".*[ ,]204[ ,].*"),
        headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close"));
  }

  private static Method method(String text) throws MalformedRequestException {
    return switch (text) {
      case "OPTIONS" -> Method.OPTIONS;
      case "REQMOD" -> Method.REQMOD;
      default -> throw new MalformedRequestException(METHOD_NOT_ALLOWED);
    };
  }

  /** By names in lower case; of a name that comes twice the values are joined. */
  private static Map<String, String> headers(IcapInput in)
      throws IOException, MalformedRequestException {
    Map<String, String> headers = new HashMap<>();
    int count = 0;
    for (String line = in.line(LONGEST_LINE); !line.isEmpty(); line = in.line(LONGEST_LINE)) {
      int colon = line.indexOf(':');
      if (colon < 1 || ++count > MOST_HEADERS) {
        throw new MalformedRequestException(BAD_REQUEST);
      }
      headers.merge(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    return headers;
  }

  /** Says nothing of what is inside. */
  @Override
  public String toString() {
    return "IcapRequest[" + method + "]";
  }
}
