package org.drey.console.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a browser without script does: keeps cookies, follows redirects, sends forms. */
public final class Browser {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String address;
  private String csrf = "";

  /** An answer. */
  public record Page(int status, String html, HttpHeaders headers, String path) {}

  /** A browser of one server. */
  public Browser(String address) {
    this.address = address;
  }

  /** Opens a page; what its forms have to send back is kept. */
  public Page get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
  }

  /** Sends a form as a page of the server does. */
  public Page post(String path, Map<String, List<String>> fields)
      throws IOException, InterruptedException {
    return post(path, fields, csrf, address);
  }

  /** Sends a form as another page would. */
  public Page post(
      String path, Map<String, List<String>> fields, String token, @Nullable String origin)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(value -> field(one.getKey(), value)))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body + "&" + field("csrf", token)));
    if (origin != null) {
      request.header("Origin", origin);
    }
    return send(request);
  }

  private static String field(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    Matcher found = CSRF.matcher(answer.body());
    if (found.find()) {
      csrf = found.group(1);
    }
    return new Page(answer.statusCode(), answer.body(), answer.headers(), answer.uri().getPath());
  }
}
