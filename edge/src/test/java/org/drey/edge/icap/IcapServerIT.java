package org.drey.edge.icap;

import static org.drey.edge.icap.IcapClient.http;
import static org.drey.edge.icap.IcapClient.reqmod;
import static org.drey.edge.icap.IcapClient.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.drey.blocklist.MatchKind;
import org.drey.edge.icap.IcapClient.Reply;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IcapServerIT {
  private static final String ALLOW = "Allow: 204";
  private static final String FREE = http("GET", "http://free.example/", "Host: free.example");
  private static final String LISTED = http("GET", "http://www.listed.example/a?b=c");

  @AutoClose private final Service service = Service.start();
  @AutoClose private final IcapClient client = service.client();

  IcapServerIT() throws IOException {}

  private int status(String http) throws IOException {
    Reply reply = client.ask(reqmod(http, ALLOW));
    return reply.status() == 204 ? 204 : Integer.parseInt(reply.http().substring(9, 12));
  }

  @Test
  void optionsListWhatTheServiceCanDo() throws IOException {
    Reply reply = client.ask("OPTIONS icap://edge.test/reqmod ICAP/1.0\r\nHost: edge.test\r\n\r\n");
    assertEquals(200, reply.status());
    for (String header :
        new String[] {
          "Methods: REQMOD",
          "Allow: 204",
          "Preview: 0",
          "ISTag: \"drey-test\"",
          "Max-Connections: 128",
          "Encapsulated: null-body=0"
        }) {
      assertTrue(reply.head().contains("\r\n" + header + "\r\n"), header);
    }
  }

  @Test
  void whatIsNotListedPasses() throws IOException {
    assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
    assertEquals(204, client.ask(reqmod(FREE, "Allow: 206, 204")).status());
    assertEquals(204, client.ask(reqmod(FREE, "Preview: 0")).status());
    assertEquals(3, service.counts().of(ConnectionEvent.PASSED));
  }

  @Test
  void aClientThatNeedsACopyGetsItUnchanged() throws IOException {
    Reply reply = client.ask(reqmod(FREE));
    assertEquals(200, reply.status());
    assertEquals(FREE, reply.http());
    String post = http("POST", "http://free.example/form", "Content-Length: 11");
    reply =
        client.ask(
            withBody(post, "req-body", "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nT: 1\r\n\r\n"));
    assertEquals(post, reply.http());
    assertEquals("hello world", reply.body());
    assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
  }

  @Test
  void aListedPageLeadsToTheWarningPageAndShowsNothing() throws IOException {
    Reply reply = client.ask(reqmod(LISTED, ALLOW));
    assertEquals(200, reply.status());
    assertTrue(reply.http().startsWith("HTTP/1.1 302 Found\r\n"));
    assertTrue(
        reply
            .http()
            .matches(
                "(?s).*\r\nLocation: http://splash\\.example/\\?ref=[0-9a-f]{16}&policy=list\r\n.*"));
    assertTrue(reply.http().contains("\r\nCache-Control: no-store\r\n"));
    assertFalse(reply.http().contains("listed.example"));
    assertEquals(1, service.counts().blocked(MatchKind.DOMAIN));
  }

  @Test
  void decidesByTheWholeUrl() throws IOException {
    assertEquals(302, status(http("GET", "http://pages.example/listed/page")));
    assertEquals(302, status(http("GET", "http://pages.example/folder/any?q")));
    assertEquals(302, status(http("GET", "http://HOST.example:80/")));
    assertEquals(302, status(http("GET", "http://192.0.2.7/listed")));
    assertEquals(204, status(http("GET", "http://pages.example/listed/page2")));
    assertEquals(204, status(http("GET", "http://pages.example/")));
    assertEquals(204, status(http("GET", "http://below.host.example/")));
    assertEquals(204, status(http("GET", "http://192.0.2.7/")));
  }

  @Test
  void readsTheHostHeaderWhereTheTargetIsAPath() throws IOException {
    assertEquals(302, status(http("GET", "/listed/page", "hOST:  pages.example ")));
    assertEquals(204, status(http("GET", "/", "Host: pages.example")));
    assertEquals(204, status(http("GET", "/listed/page")));
    assertEquals(
        302, status(http("GET", "http://pages.example/listed/page", "Host: free.example")));
  }

  @Test
  void ofOtherSchemesTheHostAloneCounts() throws IOException {
    assertEquals(302, status(http("GET", "ftp://www.listed.example/page")));
    assertEquals(302, status(http("GET", "WHOIS://me@host.example:43/")));
    assertEquals(204, status(http("GET", "ftp://pages.example/listed/page")));
    assertEquals(204, status(http("GET", "ftp://free.example/")));
  }

  @Test
  void tunnelsAreJudgedByTheirNameAlone() throws IOException {
    assertEquals(403, status(http("CONNECT", "www.listed.example:443")));
    assertEquals(403, status(http("CONNECT", "host.example:443")));
    assertEquals(204, status(http("CONNECT", "pages.example:443")));
    assertEquals(204, status(http("CONNECT", "192.0.2.7:443")));
    assertEquals(204, status(http("CONNECT", "[2001:db8::1]:443")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* OPTIONS HTTP/1.1\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n",
        "GET ftp://192.0.2.7/listed HTTP/1.1\r\n\r\n",
        "GET urn:listed.example HTTP/1.1\r\n\r\n",
        "GET http:// HTTP/1.1\r\n\r\n",
        "\u00ff\u00fe\u0000 \u0001 \u0002",
        "OPTIONS * HTTP/1.1\r\nHost: free.example\r\n\r\n"
      })
  void aRequestInsideThatAsksForNothingPasses(String http) throws IOException {
    assertEquals(204, client.ask(reqmod(http, ALLOW)).status());
  }

  @Test
  void aPreviewIsEnoughToDecide() throws IOException {
    String post = http("POST", "http://free.example/", "Content-Length: 9");
    assertEquals(204, client.ask(withBody(post, "req-body", "0\r\n\r\n", "Preview: 0")).status());
    assertEquals(
        204,
        client
            .ask(withBody(post, "req-body", "4\r\nabcd\r\n0; ieof\r\n\r\n", "Preview: 4"))
            .status());
    String listed = http("POST", "http://listed.example/", "Content-Length: 9");
    assertTrue(
        client
            .ask(withBody(listed, "req-body", "4\r\nabcd\r\n0\r\n\r\n", "Preview: 4"))
            .http()
            .startsWith("HTTP/1.1 302"));
    assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
  }

  @Test
  void theBodyOfABlockedRequestIsReadAndForgotten() throws IOException {
    String body = "10000\r\n" + "x".repeat(0x10000) + "\r\n0\r\n\r\n";
    String post = http("POST", "http://listed.example/");
    assertTrue(
        client.ask(withBody(post, "req-body", body, ALLOW)).http().startsWith("HTTP/1.1 302"));
    assertEquals(204, client.ask(reqmod(FREE, ALLOW)).status());
  }

  @Test
  void requestsThatComeTogetherAreAnsweredInTurn() throws IOException {
    client.send(reqmod(FREE, ALLOW) + reqmod(LISTED, ALLOW) + reqmod(FREE));
    assertEquals(204, client.reply().status());
    assertTrue(client.reply().http().startsWith("HTTP/1.1 302"));
    assertEquals(FREE, client.reply().http());
  }

  @Test
  void bytesMayComeOneByOne() throws IOException {
    String post = http("POST", "http://free.example/");
    client.sendSlowly(withBody(post, "req-body", "3\r\nabc\r\n0\r\n\r\n") + reqmod(LISTED, ALLOW));
    assertEquals("abc", client.reply().body());
    assertTrue(client.reply().http().startsWith("HTTP/1.1 302"));
  }

  @Test
  void endsTheConnectionWhenAsked() throws IOException {
    assertEquals(204, client.ask(reqmod(FREE, ALLOW, "Connection: close")).status());
    assertTrue(client.isClosed());
  }
}
