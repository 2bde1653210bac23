package org.drey.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.splash.SplashServer;
import org.drey.edge.splash.SplashSettings;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.drey.event.BlocklistHit;

/** The splash page, and those who are led to it: each loads it as a browser would. */
final class SplashVisitors implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final SplashServer page;
  private final HttpClient browser =
      HttpClient.newBuilder().connectTimeout(WITHIN).version(HttpClient.Version.HTTP_1_1).build();

  private SplashVisitors(SplashServer page) {
    this.page = page;
  }

  /** Starts the page on any free port of this machine. */
  static SplashVisitors start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new SplashVisitors(
        SplashServer.start(
            SplashSettings.of(PageContent.read("GB", null))
                .listen(address, PageAudience.ADULT, ListPolicy.CHILD_PROTECTION_LIST)));
  }

  /** Returns where the page is. */
  URI address() {
    InetSocketAddress address = page.address();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/");
  }

  /** Returns how often the page was shown, by its own count. */
  long displays() {
    return page.displays();
  }

  /** Loads the page for a person whose request raised a signal. */
  void visit(BlocklistHit signal) throws IOException, InterruptedException {
    String query =
        "?ref="
            + signal.getSplashRef()
            + (signal.getAudience() == org.drey.event.Audience.CHILD ? "&audience=child" : "")
            + (signal.getPolicy() == org.drey.event.Policy.PARENTAL_CONTROL
                ? "&policy=parental"
                : "");
    HttpRequest request = HttpRequest.newBuilder(address().resolve(query)).timeout(WITHIN).build();
    String html = browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    if (!html.contains("<h1")) {
      throw new IOException("the splash page has no headline");
    }
  }

  @Override
  public void close() {
    page.close();
  }
}
