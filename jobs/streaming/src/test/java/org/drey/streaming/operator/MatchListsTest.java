package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.definitions.config.DreyConfiguration.Blocklists;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Policy;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.TestLists;
import org.drey.streaming.lists.SubscriberProfile;
import org.drey.streaming.lists.SubscriberProfiles;
import org.drey.streaming.lists.SubscribersOf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocklist step: what is said of an event that meets the lists. */
final class MatchListsTest {
  private static final TestLists HOTLINE =
      TestLists.of("hotline")
          .with(EntryType.DOMAIN, "bad.example")
          .with(EntryType.HOST, "host.example");

  private static final TestLists FAMILY =
      TestLists.of("family")
          .parental(EntryType.DOMAIN, "games.example", "gambling")
          .parental(EntryType.DOMAIN, "bad.example", "adult");

  private static final ListSet LISTS = HOTLINE.inForce();
  private static final ListSet BOTH = LISTS.with(ListInForce.ofFile(FAMILY.index()));

  private static ChainedRun<ArrivedRecord<DnsQuery>, BlocklistHit> run(
      ListSet lists, @Nullable SubscriberProfiles subscribers, Blocklists settings)
      throws Exception {
    return new ChainedRun<>(
        new MatchLists<>(
            new DnsQuestion(List.of()), () -> new TestLists.InForce(lists, subscribers), settings));
  }

  private static ChainedRun<ArrivedRecord<DnsQuery>, BlocklistHit> run() throws Exception {
    return run(LISTS, null, Blocklists.DEFAULT);
  }

  private static BlocklistHit hit(Sample query) throws Exception {
    try (var run = run()) {
      run.send(query.arrival(0));
      return run.output().get(0);
    }
  }

  private static Sample asks(String name) {
    return Sample.query("a", "subject-1", name);
  }

  @Test
  void aHitSaysWhichListInWhichVersion() throws Exception {
    BlocklistHit hit = hit(asks("bad.example"));
    assertEquals(Decision.SPLASH, hit.getDecision());
    assertEquals("hotline", hit.getListId());
    assertEquals(HOTLINE.index().version().version(), hit.getListVersion());
    assertEquals("subject-1", hit.getSubject());
    assertEquals(15, hit.getEdeCode());
    assertEquals(Policy.CHILD_PROTECTION_LIST, hit.getPolicy());
    assertEquals(Audience.ADULT, hit.getAudience());
    assertNull(hit.getAction());
    assertFalse(hit.getListStale());
  }

  @Test
  void whatIsNotListedIsOnlyCounted() throws Exception {
    try (var run = run()) {
      run.send(asks("shop.example").arrival(0));

      assertEquals(List.of(), run.output());
      assertEquals(1, run.count("blocklist.read"));
      assertEquals(1, run.count("blocklist.accepted.dns-queries"));
    }
  }

  @Test
  void withoutAListNothingIsListed() throws Exception {
    try (var run = run(ListSet.EMPTY, null, Blocklists.DEFAULT)) {
      run.send(asks("bad.example").arrival(0));

      assertEquals(List.of(), run.output());
    }
  }

  @Test
  void aSignalsReferenceLeadsToItsEntryForHoldersOfTheKey() throws Exception {
    BlocklistHit hit = hit(asks("bad.example"));
    LocalDate day = LocalDate.ofInstant(hit.getEventTime(), ZoneOffset.UTC);
    ListInForce list = LISTS.lists().get(0);
    ListMatch match = LISTS.meetName("bad.example", SubscriberProfile.NONE.categories()).match();
    assertEquals(list.reference(match, day), hit.getSplashRef());
    assertNotEquals(list.reference(match, day.plusDays(1)), hit.getSplashRef());
  }

  @Test
  void aSignalsIdIsDerivedFromTheQueryAndTheEntry() throws Exception {
    String id = hit(asks("bad.example")).getSignalId();
    assertEquals(id, hit(asks("bad.example")).getSignalId());
    assertEquals(id, hit(asks("www.bad.example")).getSignalId()); // the same entry decides
    assertNotEquals(id, hit(asks("host.example")).getSignalId());
    assertNotEquals(id, hit(asks("bad.example").with("event_id", "b")).getSignalId());
    assertNotEquals(id, hit(asks("bad.example").with("provider", "b.example")).getSignalId());
    try (var run =
        new ChainedRun<ArrivedRecord<WebRequest>, BlocklistHit>(
            new MatchLists<>(
                new WebQuestion(), () -> new TestLists.InForce(LISTS, null), Blocklists.DEFAULT))) {
      Sample request = Sample.of(TopicNames.WEB_REQUESTS, "a").with("url", "http://bad.example/");
      run.send(request.arrival(0));
      run.send(request.with("url", "no url").arrival(1));

      assertNotEquals(id, run.output().get(0).getSignalId());
      assertEquals(1, run.output().size());
      assertEquals(1, run.count("blocklist.unreadable"));
    }
  }

  @Test
  void theErrorCodeIsTheJurisdictions() throws Exception {
    try (var run = run(LISTS, null, new Blocklists(16, Duration.ofHours(1)))) {
      run.send(asks("bad.example").arrival(0));

      assertEquals(16, run.output().get(0).getEdeCode());
    }
  }

  @ParameterizedTest
  @CsvSource({"3600000, false", "3600001, true"})
  void aStaleListIsAppliedAndSaysSo(long age, boolean stale) throws Exception {
    Instant published = Sample.START;
    ListSet lists = ListSet.EMPTY.with(ListInForce.announced(HOTLINE.index(), 1, published));
    try (var run = run(lists, null, new Blocklists(15, Duration.ofHours(1)))) {
      run.now(published.toEpochMilli() + age);
      run.send(asks("bad.example").arrival(0));

      assertEquals(stale, run.output().get(0).getListStale());
    }
  }

  @Test
  void parentalControlIsForThoseWhoAskedForItsCategory() throws Exception {
    SubscriberProfiles subscribers =
        SubscribersOf.child("subject-1", "gambling").andChild("another", "adult").build();
    try (var run = run(BOTH, subscribers, Blocklists.DEFAULT)) {
      run.send(asks("games.example").arrival(0));
      run.send(asks("games.example").with("subject", "another").arrival(1));
      run.send(asks("games.example").with("subject", "third").arrival(2));
      run.send(asks("games.example").with("subject", null).arrival(3));
      run.send(asks("games.example").with("key_version", 2).arrival(4));

      assertEquals(1, run.output().size());
      BlocklistHit hit = run.output().get(0);
      assertEquals("subject-1", hit.getSubject());
      assertEquals(Policy.PARENTAL_CONTROL, hit.getPolicy());
      assertEquals(Audience.CHILD, hit.getAudience());
      assertEquals(17, hit.getEdeCode());
      assertEquals("family", hit.getListId());
    }
  }

  @Test
  void childProtectionComesBeforeParentalControlAndIsForAll() throws Exception {
    SubscriberProfiles subscribers = SubscribersOf.child("subject-1", "adult").build();
    try (var run = run(BOTH, subscribers, Blocklists.DEFAULT)) {
      run.send(asks("bad.example").arrival(0));
      run.send(asks("bad.example").with("subject", "another").arrival(1));

      assertEquals(
          List.of("hotline", "hotline"),
          run.output().stream().map(BlocklistHit::getListId).toList());
      assertEquals(
          List.of(Audience.CHILD, Audience.ADULT),
          run.output().stream().map(BlocklistHit::getAudience).toList());
    }
  }

  @Test
  void aGapIsCounted() throws Exception {
    try (var run = run()) {
      run.send(asks("bad.example").with("response_code", "NXDOMAIN").arrival(0));
      run.send(asks("bad.example").with("answers", List.of("192.0.2.1")).arrival(1));

      assertEquals(2, run.count("blocklist.SPLASH"));
      assertEquals(1, run.count("blocklist.gaps"));
    }
  }

  @Test
  void aRejectedRecordIsADeadLetter() throws Exception {
    try (var run = run()) {
      run.send(
          ArrivedRecord.rejected(
              new RecordPosition(TopicNames.DNS_QUERIES, 1, 5),
              0,
              0,
              RejectReason.OVERSIZED,
              "2000000 bytes"));

      assertEquals(List.of(), run.output());
      assertEquals(5, run.side(SideOutputs.DEAD_LETTERS).get(0).getOffset());
      assertEquals(1, run.count("blocklist.rejected.OVERSIZED"));
      assertEquals(1, run.count("blocklist.refused.dns-queries"));
    }
  }
}
