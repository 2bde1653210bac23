package org.drey.edge.splash;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.drey.base.NetworkPrefix;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the page's server.
 *
 * @param listeners where, and which version at each address; at least one
 * @param metrics where the sums are served, for the operator's own network; may be one of the
 *     listeners' addresses; null for nowhere
 * @param content what it says
 * @param status of the page: 403 Forbidden, or 451 where a law demands the block (RFC 7725)
 * @param connections how many at once, at least 1
 * @param allowed from where visitors may come; empty for everywhere
 * @param clock for the Date header and the end of the hour
 * @param declarations what the network declares, as it changes; null without a declaration, for a
 *     page that says what the content says
 */
public record SplashSettings(
    List<Listener> listeners,
    @Nullable InetSocketAddress metrics,
    PageContent content,
    int status,
    int connections,
    List<NetworkPrefix> allowed,
    Clock clock,
    @Nullable DeclarationSource declarations) {
  /** The status of a page that is blocked by choice. */
  public static final int FORBIDDEN = 403;

  /** Enough for a national provider's page on one machine; 64 MiB of memory at the worst. */
  public static final int DEFAULT_CONNECTIONS = 1_000;

  /** More would take more memory than the usual heap has, with the longest of heads. */
  public static final int MAX_CONNECTIONS = 16_384;

  /** The status of a page that is blocked by law. */
  public static final int LEGAL_REASONS = 451;

  /**
   * An address with its own version of the page.
   *
   * @param address port 0 takes any that is free
   */
  public record Listener(InetSocketAddress address, PageAudience audience, ListPolicy policy) {}

  /** Refuses another status than 403 and 451. */
  public SplashSettings {
    listeners = List.copyOf(listeners);
    allowed = List.copyOf(allowed);
    if (status != FORBIDDEN && status != LEGAL_REASONS) {
      throw new IllegalArgumentException("the status is 403 or 451");
    }
  }

  /** The page with this content, with status 403, not yet served anywhere, without sums. */
  public static SplashSettings of(PageContent content) {
    return new SplashSettings(
        List.of(),
        null,
        content,
        FORBIDDEN,
        DEFAULT_CONNECTIONS,
        List.of(),
        Clock.systemUTC(),
        null);
  }

  /** Also served at this address, in this version. */
  public SplashSettings listen(
      InetSocketAddress address, PageAudience audience, ListPolicy policy) {
    List<Listener> all = new ArrayList<>(listeners);
    all.add(new Listener(address, audience, policy));
    return new SplashSettings(
        all, metrics, content, status, connections, allowed, clock, declarations);
  }

  /** The same, with its sums served at this address. */
  public SplashSettings withMetrics(InetSocketAddress address) {
    return new SplashSettings(
        listeners, address, content, status, connections, allowed, clock, declarations);
  }

  /** Returns whether the sums are served at the address of a listener, too. */
  boolean servesMetricsAt(Listener listener) {
    return listener.address().getPort() != 0 && listener.address().equals(metrics);
  }

  /** The same with another status. */
  public SplashSettings withStatus(int other) {
    return new SplashSettings(
        listeners, metrics, content, other, connections, allowed, clock, declarations);
  }

  /** The same with another number of connections. */
  public SplashSettings withConnections(int other) {
    return new SplashSettings(
        listeners, metrics, content, status, other, allowed, clock, declarations);
  }

  /** The same for visitors of these networks alone. */
  public SplashSettings withAllowed(List<NetworkPrefix> other) {
    return new SplashSettings(
        listeners, metrics, content, status, connections, other, clock, declarations);
  }

  /** The same of a network that declares what it processes. */
  public SplashSettings withDeclarations(DeclarationSource source) {
    return new SplashSettings(
        listeners, metrics, content, status, connections, allowed, clock, source);
  }
}
