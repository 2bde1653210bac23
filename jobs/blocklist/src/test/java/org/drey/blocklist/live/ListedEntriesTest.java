package org.drey.blocklist.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.Compiled;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which entries of a feed a list in force has. */
final class ListedEntriesTest {
  @TempDir Path folder;

  private static ListEntry entry(EntryType type, String text) {
    return entry(type, text, ListPolicy.CHILD_PROTECTION_LIST);
  }

  private static ListEntry entry(EntryType type, String text, ListPolicy policy) {
    try {
      return ListEntry.of(type, text, "", policy);
    } catch (ListEntry.EntryProblem e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  private static ListedEntries entries(ListIndex index) {
    return entries(index, ListedEntries.ListHit.NONE);
  }

  private static ListedEntries entries(ListIndex index, ListedEntries.ListHit before) {
    return new ListedEntries(ListSet.EMPTY.with(ListInForce.ofFile(index)), Compiled.KEY, before);
  }

  @Test
  void onlyTheVeryEntryCounts() throws IOException {
    CompiledList list =
        new Compiled(folder)
            .list("a.example\n=b.example\nhttp://c.example/x\nhttp://c.example/y/*\n");
    ListedEntries listed = entries(ListIndex.of(list.inMemory(), Compiled.KEY));
    assertTrue(listed.has(entry(EntryType.DOMAIN, "a.example")));
    assertTrue(listed.has(entry(EntryType.HOST, "b.example")));
    assertTrue(listed.has(entry(EntryType.EXACT_URL, "http://c.example/x")));
    assertTrue(listed.has(entry(EntryType.PATH_PREFIX, "http://c.example/y/")));
    assertEquals(List.of(), listed.differences());

    assertFalse(listed.has(entry(EntryType.HOST, "a.example")));
    assertFalse(listed.has(entry(EntryType.DOMAIN, "below.a.example")));
    assertFalse(listed.has(entry(EntryType.DOMAIN, "b.example")));
    assertFalse(listed.has(entry(EntryType.HOST, "c.example")));
    assertFalse(listed.has(entry(EntryType.DOMAIN, "a.example", ListPolicy.PARENTAL_CONTROL)));
    assertEquals(
        List.of("5 entries of the feeds are in no list in force, and are left out"),
        listed.differences());
  }

  @Test
  void differencesAreFollowedAndWhatNoFeedHasIsCounted() throws IOException {
    CompiledList old = new Compiled(folder).list("a.example\nb.example\n");
    CompiledList now = new Compiled(folder).list("b.example\nc.example\nd.example\n");
    ListIndex index =
        ListIndex.of(old.inMemory(), Compiled.KEY).with(now.since(old.inMemory()).inMemory());
    ListedEntries listed = entries(index);
    assertFalse(listed.has(entry(EntryType.DOMAIN, "a.example")));
    assertTrue(listed.has(entry(EntryType.DOMAIN, "b.example")));
    assertTrue(listed.has(entry(EntryType.DOMAIN, "c.example")));
    assertTrue(listed.has(entry(EntryType.DOMAIN, "c.example")));
    String reported = String.join(", ", listed.differences());
    assertTrue(reported.contains("list l: 1 of its 3 entries are in no feed"), reported);
    assertFalse(reported.contains("d.example"), reported);
  }

  @Test
  void whatTheFeedsHadAndIsStillInForceIsLost() throws IOException {
    CompiledList old = new Compiled(folder).list("a.example\nb.example\nhttp://c.example/x\n");
    CompiledList now = new Compiled(folder).list("b.example\nd.example\n");
    ListIndex first = ListIndex.of(old.inMemory(), Compiled.KEY);
    ListedEntries all = entries(first);
    ListEntry b = entry(EntryType.DOMAIN, "b.example");
    assertTrue(all.has(entry(EntryType.DOMAIN, "a.example")));
    assertTrue(all.has(b));
    assertTrue(all.has(entry(EntryType.EXACT_URL, "http://c.example/x")));
    assertEquals(0, all.lost());

    ListedEntries nothing = entries(first, all.met());
    assertEquals(3, nothing.lost());
    nothing.inFeed(b);
    assertEquals(2, nothing.lost());

    ListIndex next = first.with(now.since(old.inMemory()).inMemory());
    ListedEntries later = entries(next, all.met());
    assertEquals(1, later.lost(), "what left the list is not lost, and what is new was never had");
    later.inFeed(b);
    assertEquals(0, later.lost());
  }
}
