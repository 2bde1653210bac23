package org.drey.blocklist.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What passes the guards, and by which approval. */
final class GuardedFeedTest {
  private static final String FEED = "fine.example\ninvalid\nnot..valid\n";

  private final List<String> passed = new ArrayList<>();

  private static EntryGuards guards(@Nullable ListKey key, String... approvals) {
    return new EntryGuards(Compiled.GUARDS, new EntryApprovals(Set.of(approvals)), key);
  }

  private GuardedFeed read(EntryGuards guards) throws IOException {
    passed.clear();
    GuardedFeed feed =
        new GuardedFeed(new FeedFile(Path.of("feed.txt"), FeedReaders.plain()), guards);
    byte[] text = FEED.getBytes(StandardCharsets.UTF_8);
    feed.read(new ByteArrayInputStream(text), entry -> passed.add(entry.host()));
    return feed;
  }

  @Test
  void guardsAreApprovedByNameOrByEntry() throws IOException {
    GuardedFeed feed = read(guards(Compiled.KEY));
    assertEquals(List.of("fine.example"), passed);
    assertEquals(Map.of("public-suffix", 1L), feed.keptOut());
    assertEquals(1, feed.malformed().count());
    String id = feed.places().get(0).entryId();
    for (String approval : new String[] {"public-suffix", String.valueOf(id)}) {
      assertEquals(Map.of(), read(guards(Compiled.KEY, approval)).keptOut());
      assertEquals(List.of("fine.example", "invalid"), passed);
    }
    read(guards(null, String.valueOf(id)));
    assertEquals(List.of("fine.example"), passed);
  }

  @Test
  void anEntryIsApprovedByItsIdOnlyWithTheKey() {
    String id = "0123456789abcdef";
    assertTrue(guards(null, id).lacksKey());
    assertFalse(guards(Compiled.KEY, id).lacksKey());
    assertFalse(guards(null, "popular", "malformed", "change").lacksKey());
    assertTrue(guards(null, "malformed").letsMalformedPass());
    assertFalse(guards(null).letsMalformedPass());
  }
}
