package org.drey.edge.splash;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.http.HttpProtocol;
import org.drey.edge.http.HttpRequest;
import org.drey.edge.http.HttpResponder;
import org.drey.edge.http.HttpResponse;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.edge.net.ClientLimits;
import org.drey.edge.net.EdgeServer;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.drey.edge.splash.template.PageView;
import org.drey.edge.splash.template.ProcessingStatement;
import org.drey.edge.splash.template.WarningPage;
import org.jspecify.annotations.Nullable;

/** The running splash page. Ends with {@link #close}. */
public final class SplashServer implements AutoCloseable {
  private final SplashResponder responder;
  private final EdgeServer server;
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private @Nullable FollowedDeclarations declarations;
  private @Nullable StatusServer status;
  private @Nullable InetSocketAddress metrics;

  private SplashServer(SplashSettings settings) {
    this.responder = new SplashResponder(settings.content(), settings.status(), settings.clock());
    ClientLimits limits =
        new ClientLimits(settings.connections(), HttpProtocol.PATIENCE, settings.allowed());
    this.server = new EdgeServer("splash", limits, System::nanoTime, responder::forget);
  }

  /**
   * Starts to serve.
   *
   * @throws BindException if an address is taken or not this machine's; the message names it
   * @throws IOException if what is declared cannot be read
   * @throws IllegalArgumentException if the settings name no address
   */
  public static SplashServer start(SplashSettings settings) throws IOException {
    if (settings.listeners().isEmpty()) {
      throw new IllegalArgumentException("nowhere to listen");
    }
    SplashServer splash = new SplashServer(settings);
    try {
      splash.listen(settings);
      return splash;
    } catch (IOException | RuntimeException e) {
      splash.close();
      throw e;
    }
  }

  private void listen(SplashSettings settings) throws IOException {
    follow(settings.declarations());
    StatusPages pages = new StatusPages(this::problem, responder.counters().metrics()::text);
    for (SplashSettings.Listener listener : settings.listeners()) {
      boolean sums = settings.servesMetricsAt(listener);
      HttpResponder page =
          request ->
              sums && request.path().equals(StatusPages.METRICS)
                  ? pages.answer(request)
                  : responder.answer(request, listener.audience(), listener.policy());
      addresses.add(server.listen(listener.address(), HttpProtocol.of(page)));
    }
    metrics = settings.metrics();
    if (metrics != null && settings.listeners().stream().noneMatch(settings::servesMetricsAt)) {
      status = StatusServer.start(metrics, pages);
      metrics = status.address();
    }
  }

  private void follow(@Nullable DeclarationSource source) throws IOException {
    if (source != null) {
      declarations =
          new FollowedDeclarations(source, responder::say, responder.counters().metrics());
      declarations.start();
    }
  }

  private @Nullable String problem() {
    return server.hasFailed() ? "the page is not served: it has to be started again" : null;
  }

  /** Returns where the first of the settings' addresses is, with the port that was taken. */
  public InetSocketAddress address() {
    return addresses.get(0);
  }

  /** Returns where all are, in the settings' order. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Returns where the sums are served, with the port that was taken; null for nowhere. */
  public @Nullable InetSocketAddress metrics() {
    return metrics;
  }

  /**
   * Returns what a visitor reads first: the short form of the page, as plain text.
   *
   * @param language a tag that the content has
   */
  public String headline(PageAudience audience, ListPolicy policy, String language) {
    return responder.page().headline(audience, policy, language);
  }

  /** Returns how often the page was shown so far. */
  public long displays() {
    return responder.counters().displays();
  }

  /** Waits until it has ended; whether that was by {@link #close}. */
  public boolean awaitEnd() throws InterruptedException {
    return server.awaitEnd();
  }

  /** Stops serving; does nothing the second time. */
  @Override
  public void close() {
    server.close();
    if (declarations != null) {
      declarations.close();
    }
    if (status != null) {
      status.close();
    }
  }

  /** Answers every request with the page, except for its own few paths. */
  static final class SplashResponder {
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
}
