package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.url.HttpUrl;
import org.drey.event.Audience;
import org.drey.streaming.fixture.TestLists;
import org.junit.jupiter.api.Test;

/** Several lists, asked as one. */
final class ListSetTest {
  private static final TestLists NAMES =
      TestLists.of("names").with(EntryType.HOST, "www.both.example");
  private static final TestLists PAGES =
      TestLists.of("pages")
          .with(EntryType.DOMAIN, "both.example")
          .with(EntryType.EXACT_URL, "http://page.example/x");
  private static final ListSet LISTS = PAGES.inForce().with(ListInForce.ofFile(NAMES.index()));

  @Test
  void theStrongestOfAllListsDecides() {
    var met = LISTS.meetName("www.both.example", SubscriberProfile.NONE.categories());
    assertEquals("pages", met.list().version().listId()); // nearer the root
    assertEquals(
        RequestDecision.INSPECT,
        LISTS.meetName("page.example", SubscriberProfile.NONE.categories()).match().decision());
    HttpUrl page = HttpUrl.parse("http://page.example/x");
    assertEquals(
        RequestDecision.SPLASH,
        LISTS.meetUrl(page, SubscriberProfile.NONE.categories()).match().decision());
    assertNull(LISTS.meetName("other.example", SubscriberProfile.NONE.categories()));
  }

  @Test
  void aNewVersionReplacesTheOneBeforeAndLeavesTheSetBeforeAsItWas() {
    ListSet next =
        LISTS.with(
            ListInForce.ofFile(
                TestLists.of("names").with(EntryType.DOMAIN, "other.example").index()));
    assertEquals(2, next.lists().size());
    assertNull(LISTS.meetName("other.example", SubscriberProfile.NONE.categories()));
    assertEquals(
        "names",
        next.meetName("other.example", SubscriberProfile.NONE.categories())
            .list()
            .version()
            .listId());
  }

  @Test
  void aListServesBothPoliciesEachForWhomItIs() {
    ListSet mixed =
        TestLists.of("mixed")
            .with(EntryType.DOMAIN, "bad.example")
            .parental(EntryType.DOMAIN, "games.example", "gambling")
            .inForce();
    SubscriberProfile asked =
        new SubscriberProfile(Audience.ADULT, Set.of("gambling", "unheard-of"));
    assertNull(mixed.meetName("games.example", SubscriberProfile.NONE.categories()));
    assertTrue(mixed.meetName("games.example", asked.categories()) != null);
    assertTrue(mixed.meetName("bad.example", asked.categories()) != null);
  }

  @Test
  void aFileIsNeverStale() {
    ListInForce file = ListInForce.ofFile(NAMES.index());
    assertEquals(Duration.ZERO, file.age(Long.MAX_VALUE));
    assertTrue(!file.isStale(Duration.ZERO, Long.MAX_VALUE));
  }
}
