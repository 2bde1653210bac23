package org.drey.edge.splash;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.Policy;
import org.drey.edge.http.Request;
import org.drey.edge.http.Response;
import org.drey.edge.http.StatusPages;
import org.drey.edge.splash.template.Audience;
import org.drey.edge.splash.template.Content;
import org.drey.edge.splash.template.Page;
import org.drey.edge.splash.template.Processing;
import org.drey.edge.splash.template.View;

/** Answers every request with the page, except for its own few paths. */
final class SplashResponder {
  private static final String HELP = "/help/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String UP = "{\"status\":\"up\"}\n";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** RFC 9110, 5.6.7; the JDK's own RFC 1123 leaves out the zero of single-digit days. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final int status;
  private final Clock clock;
  private volatile Page page;
  private final ViewChooser views;
  private final SplashMetrics counters;
  private final Repeats repeats;

  /**
   * @param status of the page: 403 or 451
   */
  SplashResponder(Content content, int status, Clock clock) {
    this.status = status;
    this.clock = clock;
    this.page = new Page(content);
    this.views = new ViewChooser(content.languages());
    this.counters = new SplashMetrics(content.languages(), links(content));
    this.repeats = new Repeats(clock);
  }

  /** All that a page of this content may link to, regardless of what is declared by then. */
  private static Set<String> links(Content content) {
    Set<String> links = new LinkedHashSet<>(content.linkIds());
    links.add(Processing.NOTICE);
    return links;
  }

  /** From now on the page says this of what the network processes. */
  void say(Processing processing) {
    page = new Page(page.content().withProcessing(processing));
  }

  /** The answer at an address that shows this version of the page. */
  Response answer(Request request, Audience audience, Policy policy) {
    if (!METHODS.contains(request.method())) {
      return page(405, views.choose(request, audience, policy), Map.of("Allow", "GET, HEAD"));
    }
    return switch (request.path()) {
      case "/favicon.ico" -> response(204, Map.of(), "");
      case StatusPages.HEALTH -> response(200, JSON, UP);
      case StatusPages.METRICS -> page(404, views.choose(request, audience, policy), Map.of());
      default -> helpOrPage(request, audience, policy);
    };
  }

  private Response helpOrPage(Request request, Audience audience, Policy policy) {
    boolean counts = request.method().equals("GET");
    String path = request.path();
    String id = path.startsWith(HELP) ? path.substring(HELP.length()) : "";
    URI target = page.content().link(id);
    if (target != null) {
      return help(id, target, counts);
    }
    View view = views.choose(request, audience, policy);
    if (counts) {
      count(request, view);
    }
    return page(status, view, Map.of());
  }

  /** To change the language is to read on, not to come again. */
  private void count(Request request, View view) {
    counters.shown(view);
    if (views.chosenLanguage(request) == null && repeats.isRepeat(request.client())) {
      counters.repeated();
    }
  }

  private Response help(String id, URI target, boolean counts) {
    if (counts) {
      counters.clicked(id);
    }
    return response(302, Map.of("Location", target.toString()), "");
  }

  private Response page(int code, View view, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Content-Type", HTML);
    headers.put("Content-Language", view.language());
    headers.put("Vary", "Accept-Language");
    return response(code, headers, page.html(view));
  }

  private Response response(int code, Map<String, String> own, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Date", DATE.format(clock.instant()));
    headers.putAll(own);
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", page.securityPolicy());
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Robots-Tag", "noindex");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
    return new Response(code, headers, body);
  }

  /** Lets go of what has had its hour. */
  void forget() {
    repeats.forget();
  }

  SplashMetrics counters() {
    return counters;
  }

  Page page() {
    return page;
  }
}
