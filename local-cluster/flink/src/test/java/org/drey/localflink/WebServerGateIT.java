package org.drey.localflink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.drey.localflink.RawHttp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WebServerGateIT {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final String HOST = "Host: localhost";
  private static final String FOREIGN = "Origin: http://foreign.example";
  private static final long LOOK_EVERY_NANOS = 20_000_000;

  @TempDir private static Path folder;
  private static MiniCluster cluster;
  private static RawHttp http;

  /** A cluster as Flink starts one for a local environment, with nothing of Drey but the gate. */
  @BeforeAll
  @Timeout(120)
  static void start() throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(WebOptions.UPLOAD_DIR, folder.toString());
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .withRandomPorts()
                .build());
    cluster.start();
    http = new RawHttp(InetAddress.getLoopbackAddress(), cluster.getRestAddress().get().getPort());
    while (http.ask("GET /overview", HOST).status() == UNAVAILABLE) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS); // no leader yet
    }
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static void assertRefused(Answer answer) {
    assertEquals(FORBIDDEN, answer.status());
    assertEquals("close", answer.headers().get("connection"));
  }

  /** A name with {@code PORT} for the server's port. */
  private static String withPort(String text) {
    return text.replace("PORT", Integer.toString(http.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "[::1]",
        "localhost:PORT",
        "127.0.0.1:PORT",
        "[::1]:PORT"
      })
  void answersReadsUnderThisMachinesNames(String name) throws IOException {
    Answer answer = http.ask("GET /jobs/overview", "Host: " + withPort(name));
    assertEquals(OK, answer.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rebound.example",
        "rebound.example:PORT",
        "localhost.rebound.example",
        "rebound.localhost",
        "127.0.0.2",
        "0.0.0.0:PORT",
        "localhost:1",
        "localhost:",
        "localhost:PORT:PORT",
        "user@localhost",
        "::1",
        ""
      })
  void answersUnderNoOtherName(String name) throws IOException {
    assertRefused(http.ask("GET /jobs/overview", "Host: " + withPort(name)));
  }

  @Test
  void oneNameIsGivenAndNoOtherBesideIt() throws IOException {
    assertRefused(http.ask("GET /jobs/overview", "Accept: */*"));
    assertRefused(http.ask("GET /jobs/overview", HOST, "Host: rebound.example"));
    assertRefused(http.ask("GET http://rebound.example/jobs/overview", HOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"})
  void answersNothingButReads(String method) throws IOException {
    for (String path : new String[] {"/", "/jobs", "/v1/jobs", "/jars/upload", "/cluster"}) {
      assertRefused(http.ask(method + " " + path, HOST));
    }
    assertEquals(OK, http.ask("GET /overview", HOST).status());
  }

  @Test
  void takesNoJobFromAPageOfAnother() throws IOException {
    String body =
        """
        --x\r
        Content-Disposition: form-data; name="request"\r
        \r
        {"jobGraphFileName": "job", "jobJarFileNames": [], "jobArtifactFileNames": []}\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="job"\r
        \r
        not read\r
        --x--\r
        """;
    Answer answer =
        http.send(
            "POST /v1/jobs",
            body,
            HOST,
            FOREIGN,
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Length: " + body.length());
    assertRefused(answer);
    try (Stream<Path> kept = Files.walk(folder).filter(Files::isRegularFile)) {
      assertEquals(0, kept.count());
    }
  }

  @Test
  void refusesBeforeTheBodyIsSent() throws IOException {
    String type = "Content-Type: multipart/form-data; boundary=x";
    assertRefused(http.ask("POST /v1/jobs", HOST, type, "Content-Length: 1000000000"));
    assertRefused(http.ask("POST /jars/upload", HOST, type, "Transfer-Encoding: chunked"));
    assertRefused(http.ask("GET /overview", HOST, "Content-Length: 1000000000"));
    assertRefused(http.ask("GET /overview", HOST, "Transfer-Encoding: chunked"));
  }

  @Test
  void aLargeBodyDoesNotKeepTheAnswerFromItsSender() throws IOException {
    String body = "x".repeat(8 << 20);
    assertRefused(http.send("PUT /jobs", body, HOST, "Content-Length: " + body.length()));
  }

  @Test
  void nothingIsTakenAfterARefusal() throws IOException {
    String second = "GET /overview HTTP/1.1\r\n" + HOST + "\r\n\r\n";
    String answers = http.toTheEnd("DELETE /cluster HTTP/1.1\r\n" + HOST + "\r\n\r\n" + second);
    assertTrue(answers.startsWith("HTTP/1.1 403 "), answers);
    assertFalse(answers.substring(1).contains("HTTP/1.1 "), answers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/jobs/JOB/yarn-cancel", "/v1/jobs/JOB/yarn-stop", "/jobs/JOB/%79arn-cancel/?a=b"})
  void aJobIsNotEndedByARead(String path) throws IOException {
    String job = "0123456789abcdef0123456789abcdef";
    assertRefused(http.ask("GET " + path.replace("JOB", job), HOST));
  }

  @Test
  void pagesOfOthersReadNothing() throws IOException {
    assertRefused(http.ask("GET /overview", HOST, FOREIGN));
    assertRefused(http.ask("GET /overview", HOST, "Origin: null"));
    assertRefused(http.ask("GET /overview", HOST, "Origin: http://localhost"));
    assertRefused(http.ask("GET /overview", HOST, withPort("Origin: https://localhost:PORT")));
    Answer own = http.ask("GET /overview", HOST, withPort("Origin: http://localhost:PORT"));
    assertEquals(OK, own.status());
    assertFalse(own.headers().containsKey("access-control-allow-origin"), own::toString);
  }

  @Test
  void thereAreNoWebsockets() throws IOException {
    String key = "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==";
    String version = "Sec-WebSocket-Version: 13";
    String upgrade = "Connection: Upgrade";
    assertRefused(http.ask("GET /", HOST, upgrade, "Upgrade: WebSocket", key, version));
    // The JDK's own client asks for HTTP/2 in this way, and goes on with HTTP/1.1.
    assertEquals(OK, http.ask("GET /overview", HOST, upgrade, "Upgrade: h2c").status());
  }

  /** Flink listens on all addresses, unless it is configured not to. */
  @Test
  void otherMachinesAreAnsweredNothing() throws IOException {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    assumeTrue(outside.isPresent(), "this machine has no address but loopback");
    assertRefused(new RawHttp(outside.get(), http.port()).ask("GET /overview", HOST));
  }

  @Test
  void whatIsNotHttpIsRefused() throws IOException {
    assertRefused(http.ask("\u0000\u0001"));
    assertRefused(http.ask("GET /%zz", HOST));
  }
}
