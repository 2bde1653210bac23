package org.drey.local.cli;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One who opens pages of the console, and sends their forms. */
final class ConsoleVisitor {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String address;
  private String csrf = "";

  ConsoleVisitor(String address) {
    this.address = address;
  }

  String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
  }

  /** Sends fields, each a name and a value. */
  String post(String path, String... fields) throws Exception {
    StringBuilder body = new StringBuilder("csrf=").append(csrf);
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&').append(fields[i]).append('=');
      body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    String html = client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    Matcher found = CSRF.matcher(html);
    if (found.find()) {
      csrf = found.group(1);
    }
    return html;
  }
}
