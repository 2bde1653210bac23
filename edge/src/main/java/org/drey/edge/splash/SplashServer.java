package org.drey.edge.splash;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.http.HttpProtocol;
import org.drey.edge.http.HttpResponder;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.edge.net.ClientLimits;
import org.drey.edge.net.EdgeServer;
import org.drey.edge.splash.template.PageAudience;
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
}
