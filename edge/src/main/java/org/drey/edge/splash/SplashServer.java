package org.drey.edge.splash;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.Policy;
import org.drey.edge.splash.http.HttpLoop;
import org.drey.edge.splash.http.Limits;
import org.drey.edge.splash.http.Responder;
import org.drey.edge.splash.page.Audience;
import org.jspecify.annotations.Nullable;

/** The running splash page. Ends with {@link #close}. */
public final class SplashServer implements AutoCloseable {
  private final SplashResponder responder;
  private final HttpLoop loop;
  private final List<InetSocketAddress> addresses;
  private final @Nullable InetSocketAddress metrics;

  private SplashServer(
      SplashResponder responder,
      HttpLoop loop,
      List<InetSocketAddress> addresses,
      @Nullable InetSocketAddress metrics) {
    this.responder = responder;
    this.loop = loop;
    this.addresses = List.copyOf(addresses);
    this.metrics = metrics;
  }

  /**
   * Starts to serve.
   *
   * @throws BindException if an address is taken or not this machine's; the message names it
   * @throws IllegalArgumentException if the settings name no address
   */
  public static SplashServer start(SplashSettings settings) throws IOException {
    if (settings.listeners().isEmpty()) {
      throw new IllegalArgumentException("nowhere to listen");
    }
    SplashResponder responder =
        new SplashResponder(settings.content(), settings.status(), settings.clock());
    HttpLoop loop = new HttpLoop(Limits.DEFAULT, System::nanoTime, responder::forget);
    try {
      List<InetSocketAddress> addresses = new ArrayList<>();
      for (SplashSettings.Listener listener : settings.listeners()) {
        addresses.add(listen(loop, listener.address(), pages(listener, responder, settings)));
      }
      InetSocketAddress metrics = settings.metrics();
      if (metrics != null && settings.listeners().stream().noneMatch(settings::tellsSumsAt)) {
        metrics = listen(loop, metrics, responder::tell);
      }
      loop.start();
      return new SplashServer(responder, loop, addresses, metrics);
    } catch (IOException | RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  private static Responder pages(
      SplashSettings.Listener listener, SplashResponder responder, SplashSettings settings) {
    boolean sums = settings.tellsSumsAt(listener);
    return request ->
        sums && SplashResponder.asksForSums(request)
            ? responder.tell(request)
            : responder.answer(request, listener.audience(), listener.policy());
  }

  private static InetSocketAddress listen(
      HttpLoop loop, InetSocketAddress address, Responder responder) throws IOException {
    try {
      return loop.listen(address, responder);
    } catch (IOException | RuntimeException e) {
      BindException told =
          new BindException(
              "Cannot listen on "
                  + address.getHostString()
                  + " port "
                  + address.getPort()
                  + ": "
                  + e.getMessage());
      told.initCause(e);
      throw told;
    }
  }

  /** Where the first of the settings' addresses is, with the port that was taken. */
  public InetSocketAddress address() {
    return addresses.get(0);
  }

  /** Where all are, in the settings' order. */
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  /** Where the sums are told, with the port that was taken; null for nowhere. */
  public @Nullable InetSocketAddress metrics() {
    return metrics;
  }

  /**
   * What a visitor reads first: the short form of the page, as plain text.
   *
   * @param language a tag that the content has
   */
  public String headline(Audience audience, Policy policy, String language) {
    return responder.page().headline(audience, policy, language);
  }

  /** How often the page was shown so far. */
  public long displays() {
    return responder.counters().displays();
  }

  /** Waits until it is closed, by whomever. */
  public void awaitClose() throws InterruptedException {
    loop.awaitClose();
  }

  /** Stops serving; does nothing the second time. */
  @Override
  public void close() {
    loop.close();
  }
}
