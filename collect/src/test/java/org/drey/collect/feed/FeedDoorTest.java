package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.drey.event.DnsQuery;
import org.drey.event.EntityKind;
import org.drey.event.NetworkClass;
import org.drey.event.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeedDoorTest {
  @TempDir private Path folder;

  private static DnsQuery query() {
    DnsQuery query = new DnsQuery();
    query.setEventTime(TestFeed.NOW);
    query.setQuery("www.listed.example");
    query.setRecordType("A");
    query.setAnswers(List.of());
    query.setTransport(Transport.UDP);
    query.setNetworkClass(NetworkClass.UNKNOWN);
    query.setInteractive(true);
    return query;
  }

  private static ObservedEvent event(DnsQuery query) throws IOException {
    return new ObservedEvent(
        query, "id-1", new ClientEndpoint(InetAddress.getByName("192.0.2.77"), 4242));
  }

  private TokenKeys keys(String text) throws IOException {
    return TokenKeys.read(TestFiles.secret(folder.resolve("tokens.key"), text));
  }

  @Test
  void withoutABasisNoRecordNamesASubject() throws Exception {
    TestFeed feed = TestFeed.of(false, keys("1: " + TestFiles.KEY_1));
    feed.feed().door().take(event(query()));
    feed.feed()
        .door()
        .take(
            new ObservedEvent(
                query(), "id-2", null, Map.of("subject", ClearValue.of(EntityKind.SUBJECT, "x"))));
    assertEquals(2, feed.queries().size());
    feed.queries().forEach(sent -> assertNull(sent.getSubject()));
  }

  @Test
  void aSubjectIsATokenAndItsAddressIsInNoRecord() throws Exception {
    TestFeed feed = TestFeed.of(true, keys("1: " + TestFiles.KEY_1));
    feed.feed().door().take(event(query()));
    DnsQuery sent = feed.queries().get(0);
    TokenMaker tokens = new TokenMaker(keys("1: " + TestFiles.KEY_1));
    assertEquals(
        tokens.token(1, ClearValue.of(EntityKind.SUBJECT, "192.0.2.77")), sent.getSubject());
    assertEquals("id-1", sent.getEventId());
    assertEquals("isp.example", sent.getProvider());
    assertEquals("uk", sent.getTokenDomain());
    assertEquals(1, sent.getKeyVersion());
    String bytes = new String(feed.values().get(0), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("192.0.2.77"));
    assertFalse(bytes.contains("4242"));
  }

  @Test
  void anIdThatIsMadeOfATextIsAToken() throws Exception {
    TestFeed feed = TestFeed.of(true, keys("1: " + TestFiles.KEY_1 + "\n2: " + TestFiles.KEY_2));
    feed.feed().door().take(new ObservedEvent(query(), "digest", null, Map.of(), true, false));
    TokenMaker tokens = new TokenMaker(keys("1: " + TestFiles.KEY_1 + "\n2: " + TestFiles.KEY_2));
    assertEquals(
        List.of(tokens.idToken(1, "digest"), tokens.idToken(2, "digest")),
        feed.queries().stream().map(DnsQuery::getEventId).toList());
  }

  @Test
  void whileKeysRotateAnEventIsWrittenOnceWithEach() throws Exception {
    TestFeed feed =
        TestFeed.of(true, keys("1: " + TestFiles.KEY_1 + "\n2: " + TestFiles.KEY_2 + "\n"));
    feed.feed().counts().read(TestFeed.NOW);
    feed.feed().door().take(event(query()));
    List<DnsQuery> sent = feed.queries();
    assertEquals(List.of(1, 2), sent.stream().map(DnsQuery::getKeyVersion).toList());
    assertNotEquals(sent.get(0).getSubject(), sent.get(1).getSubject());
    assertEquals(0, feed.feed().counts().sums().sent());
    feed.complete();
    assertEquals(1, feed.feed().counts().sums().sent());
    assertEquals(0, feed.feed().counts().sums().pending());
  }

  @Test
  void whatTheJobsWouldRefuseIsRefusedHere() throws Exception {
    TestFeed feed = TestFeed.of(false, null);
    FeedDoor door = feed.feed().door();
    List<Instant> times =
        List.of(
            TestFeed.NOW.plus(Duration.ofDays(26_000)),
            TestFeed.NOW.plusSeconds(301),
            TestFeed.NOW.minus(Duration.ofDays(401)));
    for (Instant time : times) {
      DnsQuery query = query();
      query.setEventTime(time);
      door.take(event(query));
    }
    DnsQuery untimed = query();
    untimed.put("event_time", null);
    door.take(event(untimed));
    DnsQuery long1 = query();
    long1.setQuery("x".repeat(1_025));
    door.take(event(long1));
    DnsQuery empty = new DnsQuery();
    empty.setEventTime(TestFeed.NOW);
    door.take(event(empty));
    door.take(event(query()));
    Map<RefusalReason, Long> refused = feed.feed().counts().sums().refused();
    assertEquals(2, refused.get(RefusalReason.FUTURE));
    assertEquals(1, refused.get(RefusalReason.TOO_OLD));
    assertEquals(1, refused.get(RefusalReason.NO_TIME));
    assertEquals(1, refused.get(RefusalReason.OUT_OF_RANGE));
    assertEquals(6, feed.feed().counts().sums().allRefused());
    assertEquals(1, feed.queries().size());
  }
}
