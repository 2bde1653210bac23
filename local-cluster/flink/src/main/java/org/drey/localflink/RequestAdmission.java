package org.drey.localflink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The requests that Flink's web server may see: reads, under this machine's own names, and what is
 * sent with a key.
 *
 * @param port the server's port
 * @param key what whoever submits jobs has to know; null where no one may
 */
record RequestAdmission(int port, @Nullable String key) {
  /** The header that has the key; no page of another site can send it. */
  static final String KEY_HEADER = "Drey-Key";

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Returns why a request is refused, for the one who sent it; null if it is admitted. */
  @Nullable String reasonAgainst(HttpRequest request) {
    HttpHeaders headers = request.headers();
    boolean changesNothing =
        READS.contains(request.method()) && !hasBody(headers) && !endsAJob(request.uri());
    if (!changesNothing && !hasKey(headers)) {
      return "This server answers reads only: GET and HEAD.";
    }
    if (headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return "This server has no websockets.";
    }
    // Any name can be made to lead here; a page of that name could then read what is answered.
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1 || !isOwn(hosts.get(0)) || !request.uri().startsWith("/")) {
      return "This server answers under the names localhost, 127.0.0.1 and [::1] only.";
    }
    if (!headers.getAll(HttpHeaderNames.ORIGIN).stream().allMatch(this::isOwnOrigin)) {
      return "This server answers its own pages only.";
    }
    return null;
  }

  /** As a Host header has it: the port is the server's, or left out. */
  private boolean isOwn(String authority) {
    String name = authority.toLowerCase(Locale.ROOT);
    String end = ":" + port;
    return OWN_NAMES.contains(
        name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name);
  }

  /** Without a port an origin is the server on port 80, which is another one. */
  private boolean isOwnOrigin(String origin) {
    String scheme = "http://";
    return origin.startsWith(scheme)
        && origin.endsWith(":" + port)
        && isOwn(origin.substring(scheme.length()));
  }

  private boolean hasKey(HttpHeaders headers) {
    String given = headers.get(KEY_HEADER);
    return key != null
        && given != null
        && MessageDigest.isEqual(
            key.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || !headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().allMatch("0"::equals);
  }

  /** Flink cancels and stops jobs by GET also, for a proxy of YARN; it may unescape once more. */
  private static boolean endsAJob(String uri) {
    try {
      String path = new QueryStringDecoder(uri).path();
      return path.contains("/yarn-") || path.contains("%");
    } catch (IllegalArgumentException e) {
      return true; // escaped wrongly: nothing of Flink's own
    }
  }
}
