package org.drey.blocklist.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.Compiled;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version holds, however it came: for a reader who looks, and one who is also notified. */
final class LiveListsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @TempDir Path folder;
  private ListStore store;
  private long nanos;
  private Instant now = NOON;

  @BeforeEach
  void empty() {
    store = new ListStore(folder.resolve("lists"), Compiled.KEY);
  }

  private LiveLists follow() {
    return new LiveLists(store, List.of(), () -> nanos, () -> now);
  }

  private PublishedManifest publish(String feed, Instant at) throws IOException {
    return publish(store, feed, at);
  }

  private PublishedManifest publish(ListStore where, String feed, Instant at) throws IOException {
    CompiledList list = new Compiled(folder).list(feed);
    Path file = folder.resolve("given.list");
    AtomicFile.write(file, list::writeTo);
    return where.publish(file, at);
  }

  private Path base(PublishedManifest manifest) throws IOException {
    return store.folderOf("l").resolve(manifest.base().file());
  }

  /** The sequence that is in force; null for none. */
  private @Nullable Long held(LiveLists lists) {
    nanos += SECOND;
    List<ListInForce> all = lists.look().lists().lists();
    return all.isEmpty() ? null : all.get(0).sequence();
  }

  private static String problems(LiveLists lists) {
    return String.join("; ", lists.look().problems());
  }

  @Test
  void aListThatIsRunningTakesTheNewestThatCanBeUsedAsOneThatStartsDoes() throws IOException {
    publish("a.example\n", NOON);
    LiveLists running = follow();
    assertEquals(Long.valueOf(1), held(running));
    publish("b.example\n", NOON);
    PublishedManifest third = publish("c.example\n", NOON);
    Path elsewhere = Files.move(base(third), folder.resolve("elsewhere"));

    assertEquals(Long.valueOf(2), held(running));
    assertEquals(Long.valueOf(2), held(follow()));
    assertEquals(1, running.behind());
    assertTrue(problems(running).contains("version " + third.list().version()));
    Files.move(elsewhere, base(third));
    assertEquals(Long.valueOf(3), held(running));
    assertEquals(0, running.behind());
    assertEquals("", problems(running));
  }

  @Test
  void aNewerManifestThatIsNoneLeavesTheNewestAuthenticOneForAll() throws IOException {
    publish("a.example\n", NOON);
    LiveLists running = follow();
    assertEquals(Long.valueOf(1), held(running));
    publish("b.example\n", NOON);
    Path next = folder.resolve("lists/l/manifests/000000000003.json");
    Files.writeString(next, "{");

    assertEquals(Long.valueOf(2), held(running));
    assertEquals(Long.valueOf(2), held(follow()));
    assertTrue(problems(running).contains("./drey blocklist rollback l"));
    Files.delete(next);
    assertEquals("", problems(running));
  }

  @Test
  void whatIsTooFarAheadHoldsOnlyWhereNothingElseDoes() throws IOException {
    publish("a.example\n", NOON);
    LiveLists running = follow();
    assertEquals(Long.valueOf(1), held(running));
    publish("b.example\n", NOON);
    publish("c.example\n", NOON.plusSeconds(301));
    assertEquals(Long.valueOf(2), held(running));
    assertEquals(Long.valueOf(2), held(follow()));
    assertTrue(problems(running).contains("five minutes ahead"));
    now = NOON.plusSeconds(1);
    assertEquals(Long.valueOf(3), held(running));
    assertEquals("", problems(running));
  }

  @Test
  void theTopicIsAheadUntilTheFolderIsThere() throws IOException {
    publish("a.example\n", NOON);
    LiveLists reported = follow();
    LiveLists looking = follow();
    assertEquals(Long.valueOf(1), held(reported));
    assertEquals(Long.valueOf(1), held(looking));
    Path away = Files.move(folder.resolve("lists"), folder.resolve("away"));
    PublishedManifest second = publish(new ListStore(away, Compiled.KEY), "b.example\n", NOON);
    assertEquals(Optional.empty(), reported.announced("l", second, "topic 0-1"));

    assertEquals(Long.valueOf(1), held(reported));
    assertEquals(Long.valueOf(1), held(looking));
    assertEquals(1, reported.behind());
    assertFalse(problems(reported).isEmpty());
    assertFalse(problems(looking).isEmpty());
    Files.move(away, folder.resolve("lists"));
    assertEquals(Long.valueOf(2), held(reported));
    assertEquals(Long.valueOf(2), held(looking));
    assertEquals("", problems(reported));
    assertEquals("", problems(looking));
  }

  @Test
  void onlyTheListsAskedForAreFollowed() throws IOException {
    publish("a.example\n", NOON);
    LiveLists other = new LiveLists(store, List.of("other"), () -> nanos, () -> now);
    assertNull(held(other));
    assertTrue(problems(other).contains("list other: was never published in the folder"));
  }

  /** By chance: versions, damage, repair and what the topic brings, some of it twice or late. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void inTheEndAllHoldTheHighestAuthenticSequence(long seed) throws IOException {
    Random random = new Random(seed);
    LiveLists reported = follow();
    LiveLists looking = follow();
    List<PublishedManifest> announced = new ArrayList<>();
    List<Path> broken = new ArrayList<>();
    ListKey foreign = ListKey.of(new byte[32]);
    for (int step = 0; step < 40; step++) {
      switch (random.nextInt(6)) {
        case 0 -> announced.add(publish("n" + random.nextInt(4) + ".example\n", NOON));
        case 1 -> {
          if (!announced.isEmpty()) {
            PublishedManifest last = announced.get(announced.size() - 1);
            if (Files.exists(base(last))) {
              broken.add(Files.move(base(last), folder.resolve("broken" + broken.size())));
            }
          }
        }
        case 2 -> {
          if (!announced.isEmpty()) {
            reported.announced("l", announced.get(random.nextInt(announced.size())), "topic 0-0");
          }
        }
        case 3 -> {
          if (!announced.isEmpty()) {
            PublishedManifest like = announced.get(0);
            PublishedManifest forged =
                new PublishedManifest("l", 900 + step, NOON, like.base(), List.of(), "")
                    .madeWith(foreign);
            assertEquals(
                Optional.of(Refusal.WRONG_MAC), reported.announced("l", forged, "topic 0-0"));
          }
        }
        case 4 -> held(reported);
        default -> held(looking);
      }
    }
    PublishedManifest last = publish("last.example\n", NOON);
    assertEquals(last.sequence(), held(reported));
    assertEquals(last.sequence(), held(looking));
    assertEquals(last.sequence(), held(follow()));
    assertEquals("", problems(looking));
  }
}
