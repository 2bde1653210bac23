package org.drey.console.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What reaches a console from a browser through the proxy whose TLS is in front of it: each request
 * is written as it is, so that an attack can have any of it. Redirects are not followed.
 */
final class TeamBrowser {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final int port;
  private final URI address;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String csrf = "";

  /** An answer; names of headers are lower case. */
  record Answer(int status, Map<String, List<String>> headers, String html) {
    /** Where it leads; empty if nowhere. */
    String location() {
      return String.join("", headers.getOrDefault("location", List.of()));
    }

    Optional<String> cookie(String name) {
      return headers.getOrDefault("set-cookie", List.of()).stream()
          .filter(one -> one.startsWith(name + "="))
          .findFirst();
    }
  }

  /** A browser that knows the console by its address, and reaches it at a port of this machine. */
  TeamBrowser(int port, URI address) {
    this.port = port;
    this.address = address;
  }

  /** By name; what a test puts there is sent. */
  Map<String, String> cookies() {
    return cookies;
  }

  Answer get(String path, String... headers) throws IOException {
    return send("GET", path, List.of(headers), "");
  }

  /** As a form of the page that was seen last. */
  Answer post(String path, Map<String, List<String>> fields) throws IOException {
    return post(path, fields, csrf, List.of("Origin: " + address, "Sec-Fetch-Site: same-origin"));
  }

  Answer post(String path, Map<String, List<String>> fields, String token, List<String> headers)
      throws IOException {
    String body =
        fields.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(value -> field(one.getKey(), value)))
            .collect(Collectors.joining("&"));
    return send("POST", path, headers, body + "&" + field("csrf", token));
  }

  private static String field(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** HTTP/1.0: the answer ends with the connection, and is in one piece. */
  Answer send(String method, String path, List<String> more, String body) throws IOException {
    List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.0"));
    lines.add("Host: " + address.getRawAuthority());
    if (!cookies.isEmpty()) {
      lines.add(
          "Cookie: "
              + cookies.entrySet().stream()
                  .map(one -> one.getKey() + "=" + one.getValue())
                  .collect(Collectors.joining("; ")));
    }
    lines.addAll(more);
    if (method.equals("POST")) {
      if (more.stream().noneMatch(one -> one.startsWith("Content-Type:"))) {
        lines.add("Content-Type: application/x-www-form-urlencoded");
      }
      lines.add("Content-Length: " + body.length());
    }
    String request = String.join("\r\n", lines) + "\r\n\r\n" + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Answer answer(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": ?", 2);
      headers
          .computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(parts[1]);
    }
    headers.getOrDefault("set-cookie", List.of()).forEach(this::keep);
    String html = text.substring(end + 4);
    Matcher found = CSRF.matcher(html);
    if (found.find()) {
      csrf = found.group(1);
    }
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, html);
  }

  /** As a browser: one whose name claims a host but whose attributes do not is not taken. */
  private void keep(String cookie) {
    String[] parts = cookie.split(";", 2)[0].split("=", 2);
    boolean isOfHost =
        cookie.contains("; Secure") && cookie.contains("; Path=/;") && !cookie.contains("Domain=");
    if (parts[0].startsWith("__Host-") && !isOfHost) {
      return;
    }
    if (cookie.contains("Expires=Thu, 01 Jan 1970")) {
      cookies.remove(parts[0]);
    } else {
      cookies.put(parts[0], parts[1]);
    }
  }
}
