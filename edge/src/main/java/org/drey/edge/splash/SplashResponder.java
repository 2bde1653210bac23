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
import org.drey.blocklist.ListPolicy;
import org.drey.edge.http.HttpRequest;
import org.drey.edge.http.HttpResponse;
import org.drey.edge.http.StatusPages;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.drey.edge.splash.template.PageView;
import org.drey.edge.splash.template.ProcessingStatement;
import org.drey.edge.splash.template.WarningPage;

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
  private volatile WarningPage page;
  private final ViewChooser views;
  private final SplashMetrics counters;
  private final RepeatedVisits repeats;

  /**
   * @param status of the page: 403 or 451
   */
  SplashResponder(PageContent content, int status, Clock clock) {
    this.status = status;
    this.clock = clock;
    this.page = new WarningPage(content);
    this.views = new ViewChooser(content.languages());
    this.counters = new SplashMetrics(content.languages(), links(content));
    this.repeats = new RepeatedVisits(clock);
  }

  /** All that a page of this content may link to, regardless of what is declared by then. */
  private static Set<String> links(PageContent content) {
    Set<String> links = new LinkedHashSet<>(content.linkIds());
    links.add(ProcessingStatement.NOTICE);
    return links;
  }

  /** From now on the page says this of what the network processes. */
  void say(ProcessingStatement processing) {
    page = new WarningPage(page.content().withProcessing(processing));
  }

  /** The answer at an address that shows this version of the page. */
  HttpResponse answer(HttpRequest request, PageAudience audience, ListPolicy policy) {
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

  private HttpResponse helpOrPage(HttpRequest request, PageAudience audience, ListPolicy policy) {
    boolean counts = request.method().equals("GET");
    String path = request.path();
    String id = path.startsWith(HELP) ? path.substring(HELP.length()) : "";
    URI target = page.content().link(id);
    if (target != null) {
      return help(id, target, counts);
    }
    PageView view = views.choose(request, audience, policy);
    if (counts) {
      count(request, view);
    }
    return page(status, view, Map.of());
  }

  /** To change the language is to read on, not to come again. */
  private void count(HttpRequest request, PageView view) {
    counters.shown(view);
    if (views.chosenLanguage(request) == null && repeats.isRepeat(request.client())) {
      counters.repeated();
    }
  }

  private HttpResponse help(String id, URI target, boolean counts) {
    if (counts) {
      counters.clicked(id);
    }
    return response(302, Map.of("Location", target.toString()), "");
  }

  private HttpResponse page(int code, PageView view, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Content-Type", HTML);
    headers.put("Content-Language", view.language());
    headers.put("Vary", "Accept-Language");
    return response(code, headers, page.html(view));
  }

  private HttpResponse response(int code, Map<String, String> own, String body) {
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
    return new HttpResponse(code, headers, body);
  }

  /** Lets go of what has had its hour. */
  void forget() {
    repeats.forget();
  }

  SplashMetrics counters() {
    return counters;
  }

  WarningPage page() {
    return page;
  }
}
