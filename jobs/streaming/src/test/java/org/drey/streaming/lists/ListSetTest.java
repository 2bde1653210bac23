package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.drey.blocklist.Decision;
import org.drey.blocklist.EntryType;
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
    var met = LISTS.matchName("www.both.example", Profile.NONE);
    assertEquals("pages", met.list().version().listId()); // nearer the root
    assertEquals(
        Decision.INSPECT, LISTS.matchName("page.example", Profile.NONE).match().decision());
    HttpUrl page = HttpUrl.parse("http://page.example/x");
    assertEquals(Decision.SPLASH, LISTS.matchUrl(page, Profile.NONE).match().decision());
    assertNull(LISTS.matchName("other.example", Profile.NONE));
  }

  @Test
  void aNewVersionReplacesTheOneBeforeAndLeavesTheSetBeforeAsItWas() {
    ListSet next =
        LISTS.with(
            ListInForce.ofFile(
                TestLists.of("names").with(EntryType.DOMAIN, "other.example").index()));
    assertEquals(2, next.lists().size());
    assertNull(LISTS.matchName("other.example", Profile.NONE));
    assertEquals("names", next.matchName("other.example", Profile.NONE).list().version().listId());
  }

  @Test
  void aListServesBothPoliciesEachForWhomItIs() {
    ListSet mixed =
        TestLists.of("mixed")
            .with(EntryType.DOMAIN, "bad.example")
            .parental(EntryType.DOMAIN, "games.example", "gambling")
            .inForce();
    Profile asked = new Profile(Audience.ADULT, Set.of("gambling", "unheard-of"));
    assertNull(mixed.matchName("games.example", Profile.NONE));
    assertTrue(mixed.matchName("games.example", asked) != null);
    assertTrue(mixed.matchName("bad.example", asked) != null);
  }

  @Test
  void aFileIsNeverStale() {
    ListInForce file = ListInForce.ofFile(NAMES.index());
    assertEquals(Duration.ZERO, file.age(Long.MAX_VALUE));
    assertTrue(!file.isStale(Duration.ZERO, Long.MAX_VALUE));
  }
}
