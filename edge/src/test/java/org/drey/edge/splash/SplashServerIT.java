package org.drey.edge.splash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.splash.RawClient.Answer;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageContent;
import org.drey.edge.splash.template.ProcessingStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server as browsers, proxies and others see it, over real sockets. */
final class SplashServerIT {
  private static final ListPolicy LIST = ListPolicy.CHILD_PROTECTION_LIST;

  private SplashServer server;
  private RawClient adult;
  private RawClient child;
  private RawClient parental;
  private RawClient operator;

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @BeforeEach
  void start() throws IOException {
    server =
        SplashServer.start(
            SplashSettings.of(PageContent.read("GB", null))
                .listen(anyPort(), PageAudience.ADULT, LIST)
                .listen(anyPort(), PageAudience.CHILD, LIST)
                .listen(anyPort(), PageAudience.CHILD, ListPolicy.PARENTAL_CONTROL)
                .withMetrics(anyPort()));
    adult = new RawClient(server.address());
    child = new RawClient(server.addresses().get(1));
    parental = new RawClient(server.addresses().get(2));
    operator = new RawClient(Objects.requireNonNull(server.metrics()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void assertShows(Answer answer, String headline) {
    assertTrue(answer.body().contains("<h1>" + headline + "</h1>"), answer.head());
  }

  @Test
  void everyAddressHasItsVersion() throws IOException {
    assertShows(adult.get("/"), "This page has been blocked");
    assertShows(child.get("/"), "This page is blocked to protect children");
    assertShows(parental.get("/"), "This website is blocked by a filter");
    assertEquals(
        "This page is blocked to protect children",
        server.headline(PageAudience.CHILD, LIST, "en"));
  }

  @Test
  void theQueryOfTheProxyChoosesFurther() throws IOException {
    assertShows(adult.get("/?audience=child"), "This page is blocked to protect children");
    assertShows(adult.get("/?policy=parental"), "This website is blocked by a filter");
    assertTrue(adult.get("/?ref=0123456789abcdef").body().contains(">0123456789abcdef</code>"));
    assertShows(child.get("/?audience=adult"), "This page is blocked to protect children");
  }

  /** What browsers send as it is, though java.net.URI refuses some of it. */
  @Test
  void anyPathShowsThePage() throws IOException {
    for (String target :
        List.of("/a|b", "/100%", "/%zz", "/?q={x}&r=`^`", "/a[1]", "//x", "*", "/é", "/a b", "?")) {
      Answer answer = adult.get(target, "Host: listed.example");
      assertEquals(403, answer.status(), target);
      assertShows(answer, "This page has been blocked");
    }
    String cookies = "Cookie: c=" + "x".repeat(30_000);
    assertEquals(403, adult.get("/" + "p".repeat(20_000), cookies).status());
  }

  @Test
  void headersGuardTheVisitor() throws IOException {
    Answer answer = adult.get("/");
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals("no-referrer", answer.header("Referrer-Policy"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy"));
    assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"));
    assertTrue(answer.header("Permissions-Policy").contains("geolocation=()"));
    assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
    assertEquals("", answer.header("Set-Cookie"));
    assertEquals("", answer.header("Server"));
    String policy = answer.header("Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
    assertTrue(policy.endsWith("form-action 'none'; frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(answer.header("Date").matches("[A-Z][a-z]{2}, \\d{2} .* GMT"));
  }

  @Test
  void headHasTheHeadersOfGetAndIsNotCounted() throws IOException {
    Answer get = adult.get("/some/path");
    Answer head = adult.ask("HEAD", "/some/path");
    assertEquals(get.timeless(), head.timeless());
    assertEquals("", head.body());
    assertEquals(
        get.body().getBytes(StandardCharsets.UTF_8).length,
        Integer.parseInt(head.header("Content-Length")));
    assertEquals(1, server.displays());
  }

  @Test
  void otherMethodsAreRefusedWithThePage() throws IOException {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get")) {
      Answer answer = adult.ask(method, "/", "Content-Length: 0");
      assertEquals(405, answer.status(), method);
      assertEquals("GET, HEAD", answer.header("Allow"));
      assertShows(answer, "This page has been blocked");
    }
    String body = "secret=1&".repeat(50_000);
    String post = "POST / HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    assertEquals(405, adult.send(post).status());
    assertEquals(0, server.displays());
  }

  @Test
  void helpIsReachedThroughTheServerAndCounted() throws IOException {
    Answer answer = child.get("/help/childline", "Host: listed.example");
    assertEquals(302, answer.status());
    assertEquals("https://www.childline.org.uk/", answer.header("Location"));
    assertEquals("no-referrer", answer.header("Referrer-Policy"));
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals(403, child.get("/help/no-such-help").status());
    String metrics = operator.get("/.well-known/metrics").body();
    assertTrue(metrics.contains("drey_splash_help_clicks_total{help=\"childline\"} 1\n"), metrics);
  }

  @Test
  void sumsAreReported() throws IOException {
    adult.get("/");
    adult.get("/x?lang=cy");
    adult.get("/y");
    child.get("/", "Accept-Language: ar-EG, en;q=0.5");
    String metrics = operator.get("/.well-known/metrics").body();
    assertTrue(metrics.contains("{audience=\"adult\",language=\"en\",policy=\"list\"} 2\n"));
    assertTrue(metrics.contains("{audience=\"adult\",language=\"cy\",policy=\"list\"} 1\n"));
    assertTrue(metrics.contains("{audience=\"child\",language=\"ar\",policy=\"list\"} 1\n"));
    assertTrue(metrics.contains("drey_splash_repeats_total 2\n"), metrics);
    assertEquals("{\"status\":\"up\"}\n", adult.get("/.well-known/health").body());
    assertEquals(204, adult.get("/favicon.ico").status());
    assertEquals(4, server.displays());
  }

  @Test
  void sumsAreNotForVisitors() throws IOException {
    Answer answer = adult.get("/.well-known/metrics");
    assertEquals(404, answer.status());
    assertShows(answer, "This page has been blocked");
    assertFalse(answer.body().contains("drey_splash"));
    assertEquals(0, server.displays());
    assertEquals(404, operator.get("/").status());
    assertEquals(405, operator.ask("POST", "/.well-known/metrics").status());
    assertEquals("ok\n", operator.get("/.well-known/health").body());
  }

  @Test
  void sumsAreReportedAtAPublicAddressIfItIsTheirsToo() throws IOException {
    try (SplashServer other = startWithMetricsAtItsAddress()) {
      assertEquals(other.address(), other.metrics());
      RawClient both = new RawClient(other.address());
      assertShows(both.get("/"), "This page has been blocked");
      assertEquals(200, both.get("/.well-known/metrics").status());
      RawClient childOnly = new RawClient(other.addresses().get(1));
      assertEquals(404, childOnly.get("/.well-known/metrics").status());
    }
  }

  /** A port that was free a moment ago may be taken by then; the next one will not. */
  private static SplashServer startWithMetricsAtItsAddress() throws IOException {
    for (int attempt = 0; ; attempt++) {
      InetSocketAddress free;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        free = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
      }
      try {
        return SplashServer.start(
            SplashSettings.of(PageContent.read("GB", null))
                .listen(free, PageAudience.ADULT, LIST)
                .listen(anyPort(), PageAudience.CHILD, LIST)
                .withMetrics(free));
      } catch (BindException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  @Test
  void aSlowClientHoldsUpNoOne() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = adult.connect();
        slow.add(socket);
        socket
            .getOutputStream()
            .write("GET / HTTP/1.1\r\nHost: li".getBytes(StandardCharsets.UTF_8));
      }
      for (int i = 0; i < 50; i++) {
        assertEquals(403, adult.get("/").status());
      }
      Socket patient = slow.get(0);
      patient.getOutputStream().write("sted.example\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertShows(RawClient.read(patient), "This page has been blocked");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void statusIs451WhereALawDemandsIt() throws IOException {
    SplashSettings settings =
        SplashSettings.of(PageContent.read("DE", null))
            .withStatus(SplashSettings.LEGAL_REASONS)
            .listen(anyPort(), PageAudience.ADULT, LIST);
    try (SplashServer other = SplashServer.start(settings)) {
      Answer answer = new RawClient(other.address()).get("/");
      assertEquals(
          "HTTP/1.1 451 Unavailable For Legal Reasons", answer.head().lines().findFirst().get());
      assertShows(answer, "Diese Seite wurde gesperrt");
    }
    assertThrows(IllegalArgumentException.class, () -> settings.withStatus(200));
  }

  @Test
  void aTakenAddressIsSaid() throws IOException {
    SplashSettings settings =
        SplashSettings.of(PageContent.read("GB", null))
            .listen(server.address(), PageAudience.ADULT, LIST);
    BindException error = assertThrows(BindException.class, () -> SplashServer.start(settings));
    assertTrue(
        error.getMessage().contains("port " + server.address().getPort()), error.getMessage());
  }

  @Test
  void closingFreesTheAddress() throws Exception {
    server.close();
    server.close();
    assertTrue(server.awaitEnd());
    assertThrows(IOException.class, () -> adult.get("/"));
  }

  /** So that an alarm sees a page and jobs that read two files. */
  @Test
  void theHashOfTheDeclarationsIsAMetric() throws IOException {
    String series = "drey_splash_declarations{hash=\"0123456789ab\"} 1\n";
    assertFalse(operator.get("/.well-known/metrics").body().contains("drey_splash_declarations"));
    SplashSettings settings =
        SplashSettings.of(PageContent.read("GB", null))
            .listen(anyPort(), PageAudience.ADULT, LIST)
            .withMetrics(anyPort())
            .withDeclarations(
                () -> new VisitorDeclaration(ProcessingStatement.NONE, "0123456789ab"));
    try (SplashServer declaring = SplashServer.start(settings)) {
      RawClient sums = new RawClient(Objects.requireNonNull(declaring.metrics()));
      assertTrue(sums.get("/.well-known/metrics").body().contains(series));
      Answer page = new RawClient(declaring.address()).get("/");
      assertTrue(page.body().contains(">Nothing has been recorded against you</h2>"));
    }
  }
}
