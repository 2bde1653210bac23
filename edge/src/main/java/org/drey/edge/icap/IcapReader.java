package org.drey.edge.icap;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.edge.icap.IcapRequest.Method;
import org.drey.edge.net.ClientInput;
import org.jspecify.annotations.Nullable;

/** Reads one request, line by line as it comes, up to where its body begins. */
final class IcapReader {
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int VERSION_NOT_SUPPORTED = 505;
  private static final int LONGEST_LINE = 8192;
  private static final int MAX_HEADERS = 100;

  /** All headers of ICAP together; those of proxies have some hundred bytes. */
  private static final int LONGEST_HEADERS = 1 << 16;

  /** Proxies bound the head of a request at 64 KiB; twice that is more than any has. */
  private static final int LONGEST_HEAD = 1 << 17;

  private static final Pattern START = Pattern.compile("([A-Z]{1,20}) (\\S+) ICAP/(\\d\\.\\d)");
  private static final Pattern ALLOWS_204 = Pattern.compile("(?:^|[ ,])204(?:$|[ ,])");
  private static final Pattern SECTIONS =
      Pattern.compile(
          "(?:req-hdr\\s*=\\s*0\\s*,\\s*)?(null-body|req-body|opt-body)\\s*=\\s*(\\d{1,7})");

  /** By names in lower case; of a name that comes twice the values are joined. */
  private final Map<String, String> headers = new HashMap<>();

  private @Nullable Method method;
  private int lines;
  private int characters;
  private @Nullable Matcher sections;

  /** Returns whether something of a request has been taken. */
  boolean hasBegun() {
    return lines > 0;
  }

  /** The request; null if not all of it is here yet. */
  @Nullable IcapRequest read(ClientInput in) throws MalformedRequestException {
    while (sections == null) {
      String line = line(in, LONGEST_LINE);
      if (line == null) {
        return null;
      }
      take(line);
    }
    byte[] head = in.bytes(Integer.parseInt(sections.group(2)));
    return head == null || method == null ? null : request(method, head, sections.group(1));
  }

  /** A line; null if its end is not here yet. */
  static @Nullable String line(ClientInput in, int longest) throws MalformedRequestException {
    String line = in.line();
    if ((line == null ? in.size() : line.length()) > longest) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    return line;
  }

  private void take(String line) throws MalformedRequestException {
    characters += line.length();
    if (++lines > MAX_HEADERS + 2 || characters > LONGEST_HEADERS) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    if (method != null) {
      header(method, line);
    } else if (!line.isEmpty()) {
      method = start(line);
    } else if (lines > 1) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
  }

  private static Method start(String line) throws MalformedRequestException {
    Matcher start = START.matcher(line);
    if (!start.matches()) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    if (!start.group(3).equals("1.0")) {
      throw new MalformedRequestException(VERSION_NOT_SUPPORTED);
    }
    return switch (start.group(1)) {
      case "OPTIONS" -> Method.OPTIONS;
      case "REQMOD" -> Method.REQMOD;
      default -> throw new MalformedRequestException(METHOD_NOT_ALLOWED);
    };
  }

  private void header(Method asked, String line) throws MalformedRequestException {
    if (line.isEmpty()) {
      sections = sections(asked);
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    headers.merge(
        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
        line.substring(colon + 1).strip(),
        (one, other) -> one + ", " + other);
  }

  private Matcher sections(Method asked) throws MalformedRequestException {
    String usual = asked == Method.OPTIONS ? "null-body=0" : "";
    Matcher matcher = SECTIONS.matcher(headers.getOrDefault("encapsulated", usual));
    if (!matcher.matches()) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    int length = Integer.parseInt(matcher.group(2));
    if (length > LONGEST_HEAD || (asked == Method.REQMOD && length == 0)) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    return matcher;
  }

  private IcapRequest request(Method asked, byte[] head, String section) {
    return new IcapRequest(
        asked,
        head,
        !section.equals("null-body"),
        headers.containsKey("preview"),
        ALLOWS_204.matcher(headers.getOrDefault("allow", "")).find(),
        headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close"));
  }
}
