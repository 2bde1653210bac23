package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.TestFiles;
import org.drey.collect.feed.TokenKeys;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.collect.listen.PostEndpoint;
import org.drey.collect.listen.SenderCheck;
import org.drey.event.LivestreamSession;
import org.drey.event.SessionEventType;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What livestream servers post, and what they are answered. */
@Timeout(60)
final class LivestreamEndpointIT {
  private static final String SRS =
      "{'server_id':'vid-1','service_id':'s1','action':'%s','client_id':'%s','ip':'198.51.100.8',"
          + "'vhost':'live.example','app':'live','stream':'ann','param':'?token=secret'}";
  private static final String LIVEKIT =
      "{'event':'%s','room':{'sid':'RM_1','name':'evening','numParticipants':3,"
          + "'metadata':'{\\'host\\':\\'ann\\'}'},'participant':{'sid':'PA_1','identity':'bob'},"
          + "'id':'EV_1','createdAt':'%d'}";

  @TempDir private Path folder;

  private PostEndpoint endpoint(String format, TestFeed feed, SenderCheck senders)
      throws IOException {
    LineFeeds feeds =
        new LineFeeds(
            LineFormat.read(ProductFormats.find(format)),
            Map.of(TopicNames.LIVESTREAM_SESSIONS, feed.feed()),
            feed.feed().counts(),
            feed.feed().clock());
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new PostEndpoint(any, null, senders, new LineBodies(feeds), Duration.ofSeconds(3));
  }

  private TokenKeys keys() throws IOException {
    Path file = folder.resolve("tokens.key");
    return TokenKeys.read(TestFiles.secret(file, "1: " + TestFiles.KEY_1 + "\n"));
  }

  private static HttpResponse<String> post(PostEndpoint endpoint, String shown, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.address().getPort() + "/"))
            .header("Content-Type", "application/webhook+json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (shown != null) {
      request.header("Authorization", shown);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String json(String text) {
    return text.replace("\\'", "\\\"").replace('\'', '"');
  }

  @Test
  void srsIsAnsweredAsItWantsAndItsEventsBecomeRecords() throws Exception {
    TestFeed feed = TestFeed.ofSessions(true, keys());
    try (PostEndpoint endpoint = endpoint("srs", feed, SenderCheck.ofToken(null))) {
      for (String[] event :
          new String[][] {
            {"on_play", "early"},
            {"on_publish", "p1"},
            {"on_play", "v1"},
            {"on_play", "v2"},
            {"on_stop", "v1"},
            {"on_unpublish", "p1"}
          }) {
        HttpResponse<String> answer = post(endpoint, null, json(SRS.formatted(event[0], event[1])));
        assertEquals(200, answer.statusCode());
        assertEquals("0", answer.body());
      }
    }
    List<LivestreamSession> sessions = feed.sessions();
    assertEquals(
        List.of(
            SessionEventType.STARTED,
            SessionEventType.JOINED,
            SessionEventType.JOINED,
            SessionEventType.LEFT,
            SessionEventType.ENDED),
        sessions.stream().map(LivestreamSession::getType).toList());
    assertEquals(
        List.of(1L, 2L, 3L, 3L, 3L), sessions.stream().map(LivestreamSession::getViewers).toList());
    assertEquals(1, feed.feed().counts().sums().refused().get(RefusalReason.NO_SESSION));
    LivestreamSession joined = sessions.get(1);
    assertEquals("isp.example", joined.getService());
    assertFalse(joined.toString().contains("ann"), "all names are tokens");
    assertFalse(joined.toString().contains("198.51"), "and all addresses");
    assertNotEquals(joined.getRoom(), joined.getHost());
    assertEquals(22, joined.getSubject().length());
    assertNull(sessions.get(0).getSubject(), "a host is no viewer");
    assertEquals(1, sessions.stream().map(LivestreamSession::getSession).distinct().count());
  }

  @Test
  void broadcastGoesOnWhateverBecomesOfItsEvents() throws Exception {
    TestFeed feed = TestFeed.ofSessions(false, keys());
    feed.producer().sendException = new BufferExhaustedException("no place");
    try (PostEndpoint endpoint = endpoint("srs", feed, SenderCheck.ofToken(null))) {
      for (String body : List.of(json(SRS.formatted("on_publish", "p1")), "{", "", "words")) {
        HttpResponse<String> answer = post(endpoint, null, body);
        assertEquals(200, answer.statusCode());
        assertEquals("0", answer.body());
      }
    }
    assertEquals(1, feed.feed().counts().sums().allLost());
    assertEquals(2, feed.feed().counts().sums().allRefused());
  }

  @Test
  void liveKitIsTakenWithItsSignatureAlone() throws Exception {
    TestFeed feed = TestFeed.ofSessions(true, keys());
    SenderCheck senders = LivekitSignature.read(SignedBodies.keyFile(folder), Clock.systemUTC());
    Instant now = Instant.now();
    String begin = json(LIVEKIT.formatted("room_started", now.getEpochSecond()));
    String body = json(LIVEKIT.formatted("participant_joined", now.getEpochSecond()));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String old = SignedBodies.token(now.minusSeconds(3_600), bytes);
    try (PostEndpoint endpoint = endpoint("livekit", feed, senders)) {
      assertEquals(401, post(endpoint, null, body).statusCode());
      assertEquals(401, post(endpoint, old, body).statusCode());
      String first = SignedBodies.token(now, begin.getBytes(StandardCharsets.UTF_8));
      assertEquals(204, post(endpoint, first, begin).statusCode());
      String right = SignedBodies.token(now, bytes);
      assertEquals(401, post(endpoint, right, body.replace("bob", "eve")).statusCode());
      assertEquals(204, post(endpoint, right, body).statusCode());
    }
    assertEquals(3, feed.feed().counts().sums().refused().get(RefusalReason.UNSIGNED));
    assertEquals(2, feed.feed().counts().sums().sent());
    LivestreamSession joined = feed.sessions().get(1);
    assertEquals(3, joined.getViewers(), "the host was not seen to be there");
    assertTrue(joined.getHost().length() == 22 && joined.getSubject().length() == 22);
    assertNotEquals(joined.getHost(), joined.getSubject());
  }
}
