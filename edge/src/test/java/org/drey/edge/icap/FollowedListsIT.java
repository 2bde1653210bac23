package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.live.ListInFile;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSource;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.edge.http.StatusServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowedListsIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  @TempDir private Path folder;

  private FollowedLists follow(ListSource source) {
    return new FollowedLists(source, TWO_DAYS, InstantSource.fixed(NOW));
  }

  private void write(Path file, String content) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), content);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r-----"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean blocks(FollowedLists lists, String name) {
    ListMatcher matcher = lists.matcher();
    return matcher != null && matcher.matchSeen(name) != null;
  }

  private Path compiled(String name) throws Exception {
    return compiled("test", name);
  }

  private Path compiled(String listId, String name) throws Exception {
    return Lists.compiled(folder, listId, name);
  }

  @Test
  void aFileIsFollowedAndADamagedOneChangesNothing() throws IOException {
    Path file = folder.resolve("list.txt");
    try (FollowedLists lists = follow(new ListInFile(file, null))) {
      lists.poll();
      assertNull(lists.matcher());
      assertNotNull(lists.problem());
      write(file, "one.example\n");
      lists.poll();
      assertTrue(blocks(lists, "www.one.example"));
      assertNull(lists.problem());
      String tag = lists.tag();
      write(file, "two.example\nnot a name\n");
      lists.poll();
      assertTrue(blocks(lists, "one.example"));
      assertFalse(blocks(lists, "two.example"));
      assertEquals(tag, lists.tag());
      assertTrue(String.valueOf(lists.problem()).contains("line 2"));
      assertFalse(String.valueOf(lists.problem()).contains("not a name"));
      write(file, "two.example\n");
      lists.poll();
      assertTrue(blocks(lists, "two.example"));
      assertNotEquals(tag, lists.tag());
      Files.delete(file);
      lists.poll();
      assertTrue(blocks(lists, "two.example"));
    }
  }

  @Test
  void aPlainListThatOthersCanReadByNowIsAProblem() throws IOException {
    Path file = folder.resolve("list.txt");
    write(file, "one.example\n");
    try (FollowedLists lists = follow(new ListInFile(file, null))) {
      lists.poll();
      assertNull(lists.problem());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      lists.poll();
      assertTrue(String.valueOf(lists.problem()).contains("chmod 640"));
      assertTrue(blocks(lists, "one.example"));
    }
  }

  @Test
  void aStoreIsFollowedThroughPublishingAndRollback() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    try (FollowedLists lists = follow(new LiveLists(store, List.of()))) {
      lists.poll();
      assertNull(lists.matcher());
      store.publish(compiled("one.example"), NOW);
      lists.poll();
      assertTrue(blocks(lists, "one.example"));
      ListSet before = lists.lists();
      lists.poll();
      assertEquals(before, lists.lists());
      store.publish(compiled("two.example"), NOW);
      lists.poll();
      assertTrue(blocks(lists, "two.example"));
      assertFalse(blocks(lists, "one.example"));
      store.rollback("test", null, NOW);
      lists.poll();
      assertTrue(blocks(lists, "one.example"));
    }
  }

  @Test
  void aDamagedListHoldsUpNoOtherAndKeepsItsLastGoodVersion() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    store.publish(compiled("a", "one.example"), NOW);
    store.publish(compiled("b", "first.example"), NOW);
    try (FollowedLists lists = follow(new LiveLists(store, List.of()))) {
      lists.poll();
      Lists.damage(store, store.publish(compiled("a", "two.example"), NOW));
      store.publish(compiled("b", "second.example"), NOW);
      lists.poll();
      assertTrue(blocks(lists, "one.example"));
      assertTrue(blocks(lists, "second.example"));
      assertTrue(String.valueOf(lists.problem()).startsWith("list a: "));
      ListSet before = lists.lists();
      lists.poll();
      assertSame(before, lists.lists());
      store.publish(compiled("a", "three.example"), NOW);
      lists.poll();
      assertTrue(blocks(lists, "three.example"));
      assertNull(lists.problem());
    }
  }

  @Test
  void aFileThatIsCutOrChangedInForceIsReportedWithinAMinuteAndBlocksOn() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    PublishedManifest first = store.publish(compiled("one.example"), NOW);
    Path file = store.folderOf("test").resolve(first.base().file());
    byte[] sound = Files.readAllBytes(file);
    AtomicLong nanos = new AtomicLong();
    LiveLists stored = new LiveLists(store, List.of(), nanos::get, () -> NOW);
    try (FollowedLists lists = follow(stored)) {
      lists.poll();
      for (byte[] harmful : List.of(Arrays.copyOf(sound, 600), new byte[sound.length])) {
        Files.write(file, harmful); // in place
        assertTrue(blocks(lists, "one.example"));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        lists.poll();
        assertTrue(String.valueOf(lists.problem()).contains("cut off, changed or removed"));
        assertTrue(blocks(lists, "one.example"));
        Files.write(file, sound);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        lists.poll();
        assertNull(lists.problem());
      }
      Files.delete(file);
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      lists.poll();
      assertNotNull(lists.problem());
      assertTrue(blocks(lists, "one.example"));
    }
  }

  @Test
  void aForgedRemovedOrFutureManifestLeavesTheOneInForce() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    store.publish(compiled("one.example"), NOW);
    store.publish(compiled("two.example"), NOW);
    LiveLists stored = new LiveLists(store, List.of(), () -> 0, () -> NOW);
    Path manifests = folder.resolve("store/test/manifests");
    try (FollowedLists lists = follow(stored)) {
      lists.poll();
      assertNull(lists.problem());
      Path second = manifests.resolve("000000000002.json");
      Path third = manifests.resolve("000000000003.json");
      Files.writeString(
          third, Files.readString(second).replace("\"sequence\":2", "\"sequence\":3"));
      lists.poll();
      assertTrue(String.valueOf(lists.problem()).contains("MAC does not fit"));
      assertTrue(blocks(lists, "two.example"));
      Files.delete(third);
      Path hidden = Files.move(second, folder.resolve("hidden"));
      lists.poll();
      assertTrue(String.valueOf(lists.problem()).contains("older than the one in force"));
      assertTrue(blocks(lists, "two.example"));
      Files.move(hidden, second);
      store.publish(compiled("three.example"), NOW.plusSeconds(301));
      lists.poll();
      assertTrue(String.valueOf(lists.problem()).contains("five minutes ahead"));
      assertTrue(blocks(lists, "two.example"));
      assertFalse(blocks(lists, "three.example"));
    }
  }

  @Test
  void anotherManifestWithTheSequenceInForceIsAProblemUntilALaterOne() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    PublishedManifest first = store.publish(compiled("one.example"), NOW);
    Path file = folder.resolve("store/test/manifests/000000000001.json");
    try (FollowedLists lists = follow(new LiveLists(store, List.of()))) {
      lists.poll();
      Files.delete(file); // as of a folder that is put back from a backup
      PublishedManifest other = store.publish(compiled("two.example"), NOW);
      assertEquals(first.sequence(), other.sequence());
      lists.poll();
      assertTrue(String.valueOf(lists.problem()).contains(Refusal.CONFLICT.words()));
      assertTrue(blocks(lists, "one.example"));
      assertFalse(blocks(lists, "two.example"));
      store.renew("test", NOW);
      lists.poll();
      assertNull(lists.problem());
      assertTrue(blocks(lists, "two.example"));
    }
  }

  @Test
  void atTheStartTheNewestSoundVersionServes() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    store.publish(compiled("a", "one.example"), NOW);
    store.publish(compiled("a", "two.example"), NOW);
    Lists.damage(store, store.publish(compiled("a", "three.example"), NOW));
    Lists.damage(store, store.publish(compiled("b", "other.example"), NOW));
    try (FollowedLists lists = follow(new LiveLists(store, List.of()))) {
      lists.poll();
      assertTrue(blocks(lists, "two.example"));
      assertFalse(blocks(lists, "one.example"));
      assertTrue(String.valueOf(lists.problem()).contains("list a: "));
      assertTrue(String.valueOf(lists.problem()).contains("list b: "));
      assertFalse(String.valueOf(lists.problem()).contains("example"));
    }
  }

  @Test
  void aDamagedManifestAtTheStartLeavesTheOneBefore() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    store.publish(compiled("a", "one.example"), NOW);
    store.publish(compiled("a", "two.example"), NOW);
    Files.writeString(folder.resolve("store/a/manifests/000000000002.json"), "{");
    try (FollowedLists lists = follow(new LiveLists(store, List.of()))) {
      lists.poll();
      assertTrue(blocks(lists, "one.example"));
      assertTrue(String.valueOf(lists.problem()).contains("./drey blocklist rollback a"));
    }
  }

  @Test
  void anErrorDoesNotEndTheLooking() {
    AtomicInteger looks = new AtomicInteger();
    ListSource source =
        () -> {
          if (looks.incrementAndGet() == 1) {
            throw new InternalError("a fault of the memory map");
          }
          return new ListSource.LoadedLists(ListSet.EMPTY, List.of());
        };
    try (FollowedLists lists = follow(source)) {
      lists.poll();
      assertEquals("the list cannot be read (InternalError)", lists.problem());
      lists.poll();
      assertNull(lists.problem());
    }
  }

  @Test
  void whatCannotEvenBeSaidDoesNotEndTheLooking() {
    AtomicInteger looks = new AtomicInteger();
    ListSource source =
        () -> {
          if (looks.incrementAndGet() == 1) {
            throw new IOException() {
              private static final long serialVersionUID = 1L;

              @Override
              public String getMessage() {
                throw new LinkageError("a class that is missing");
              }
            };
          }
          return new ListSource.LoadedLists(ListSet.EMPTY, List.of());
        };
    try (FollowedLists lists = follow(source)) {
      lists.poll();
      assertTrue(String.valueOf(lists.problem()).contains("nor can it be said why"));
      lists.poll();
      assertNull(lists.problem());
    }
  }

  @Test
  void anErrorOfOneListHoldsUpNoOther() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    store.publish(compiled("a", "one.example"), NOW);
    store.publish(compiled("b", "two.example"), NOW);
    AtomicInteger asked = new AtomicInteger();
    InstantSource clock =
        () -> {
          if (asked.incrementAndGet() == 1) {
            throw new OutOfMemoryError("for the first list");
          }
          return NOW;
        };
    try (FollowedLists lists = follow(new LiveLists(store, List.of(), () -> 0, clock))) {
      lists.poll();
      assertEquals("list a: the list cannot be read (OutOfMemoryError)", lists.problem());
      assertTrue(blocks(lists, "two.example"));
      lists.poll();
      assertNull(lists.problem());
      assertTrue(blocks(lists, "one.example"));
    }
  }

  @Test
  void anOldListServesAndIsReportedToBeStale() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"), Lists.KEY);
    store.publish(compiled("one.example"), NOW.minus(TWO_DAYS).minusSeconds(1));
    IcapMetrics counts = new IcapMetrics();
    counts.countBlocked(MatchKind.EXACT_URL);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (FollowedLists lists = follow(new LiveLists(store, List.of("test")));
        IcapServer server =
            IcapServer.start(
                Service.settings(), Service.stage(), lists::matcher, lists::tag, counts);
        StatusServer status = StatusServer.start(any, IcapStatus.pages(server, counts, lists))) {
      assertEquals(503, get(status, "/.well-known/health").statusCode());
      lists.poll();
      assertTrue(blocks(lists, "one.example"));
      assertEquals(200, get(status, "/.well-known/health").statusCode());
      assertEquals(404, get(status, "/").statusCode());
      String metrics = get(status, "/.well-known/metrics").body();
      assertTrue(metrics.contains("drey_icap_blocked_total{kind=\"exact_url\"} 1\n"));
      assertTrue(metrics.contains("drey_icap_failed_open_total{reason=\"deadline\"} 0\n"));
      assertTrue(metrics.matches("(?s).*drey_icap_list_stale\\{list=\"test\",version=.*\\} 1\n.*"));
      assertTrue(metrics.contains("} 172801\n"));
      assertFalse(metrics.contains("example"));
    }
  }

  private static HttpResponse<String> get(StatusServer status, String path) throws Exception {
    URI uri = URI.create("http:/" + status.address() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
