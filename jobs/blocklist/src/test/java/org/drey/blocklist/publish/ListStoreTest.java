package org.drey.blocklist.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.Compiled;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.DamagedListException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private Path lists;
  private ListStore store;
  private CompiledList one;
  private CompiledList two;
  private CompiledList three;

  @BeforeEach
  void compile() throws IOException {
    lists = folder.resolve("lists");
    store = new ListStore(lists, Compiled.KEY);
    one = new Compiled(folder).list("a.example\n");
    two = new Compiled(folder).list("a.example\nb.example\n");
    three = new Compiled(folder).list("b.example\nc.example\n");
  }

  @Test
  void aNewFolderCountsOnFromWhatWasAnnounced() throws IOException {
    store = new ListStore(lists, Compiled.KEY, listId -> listId.equals("l") ? 41 : 0);
    assertEquals(42, publish(one).sequence());
    assertEquals(43, publish(two).sequence());
    assertEquals(44, store.rollback("l", null, NOON).sequence());
    assertEquals(45, store.renew("l", NOON).sequence());
  }

  @Test
  void whatWasAnnouncedFromAnotherFolderSinceIsNotRenewedAway() throws IOException {
    publish(one);
    ListStore fromBackup = new ListStore(lists, Compiled.KEY, listId -> 41);
    var e = assertThrows(DamagedListException.class, () -> fromBackup.renew("l", NOON));
    assertTrue(String.valueOf(e.getMessage()).contains("announcement 41 is on the topic"));
    assertEquals(42, fromBackup.rollback("l", one.header().version(), NOON).sequence());
  }

  @Test
  void publishesWholeListsAndDifferences() throws IOException {
    assertNull(store.current("l"));
    assertEquals(List.of(), store.lists());
    publish(one);
    PublishedManifest second = publish(two.since(one.inMemory()));
    PublishedManifest third = publish(three.since(two.inMemory()));
    assertEquals(2, second.sequence());
    assertEquals(second.base(), third.base());
    assertEquals(2, third.deltas().size());
    assertEquals(third, store.current("l"));
    assertEquals(three.header().list(), third.list());
    assertEquals(List.of("l"), store.lists());
    assertNotNull(store.header("l"));
    ListLoader.LoadedList loaded = new ListLoader(store).load(third, null);
    assertNotNull(loaded.index().matchName("c.example"));
    assertNull(loaded.index().matchName("a.example"));
    PublishedManifest whole = publish(three);
    assertEquals(List.of(), whole.deltas());
    assertEquals(4, whole.sequence());
  }

  @Test
  void aListThatCannotBeEnteredIsThereAndHasAProblem() throws IOException {
    publish(one);
    Files.writeString(lists.resolve("file"), "no list");
    Files.createDirectories(lists.resolve("empty"));
    Path loop = lists.resolve("loop"); // cannot be entered, whoever tries
    Files.createSymbolicLink(loop, loop);
    assertEquals(List.of("l", "loop"), store.lists());
    assertThrows(IOException.class, () -> store.current("loop"));
  }

  @Test
  void beforeAVersionThatCannotBeLoadedTheNewestSoundOneIs() throws IOException {
    PublishedManifest first = publish(one);
    PublishedManifest second = publish(two);
    PublishedManifest third = publish(three);
    ListLoader loader = new ListLoader(store);
    ListLoader.LoadedList held = loader.load(first, null);
    assertEquals(second, loader.loadBefore(third, null).manifest());
    assertEquals(second, loader.loadBefore(third, held).manifest());
    Files.delete(lists.resolve("l").resolve(second.base().file()));
    assertEquals(first, loader.loadBefore(third, null).manifest());
    assertNull(loader.loadBefore(third, held));
    Files.delete(lists.resolve("l").resolve(first.base().file()));
    assertNull(loader.loadBefore(third, null));
  }

  @Test
  void aDifferenceFromAnotherVersionIsRefusedAndChangesNothing() throws IOException {
    CompiledList delta = three.since(two.inMemory());
    assertThrows(DamagedListException.class, () -> publish(delta));
    PublishedManifest first = publish(one);
    assertThrows(DamagedListException.class, () -> publish(delta));
    assertEquals(first, store.current("l"));
    assertFalse(names().toString().contains(".delta"));
  }

  @Test
  void whatIsInForceAlreadyIsAnnouncedAgain() throws IOException {
    publish(one);
    CompiledList delta = two.since(one.inMemory());
    PublishedManifest second = publish(delta);
    PublishedManifest again = publish(delta);
    assertEquals(3, again.sequence());
    assertEquals(second.deltas(), again.deltas());
    PublishedManifest renewed = store.renew("l", NOON.plusSeconds(60));
    assertEquals(4, renewed.sequence());
    assertEquals(NOON.plusSeconds(60), renewed.publishedAt());
    assertEquals(second.list(), renewed.list());
  }

  @Test
  void toRollBackTwiceIsToGoBackTwoVersions() throws IOException {
    publish(one);
    publish(two.since(one.inMemory()));
    publish(three);
    store.renew("l", NOON);
    assertEquals(two.header().list(), store.rollback("l", null, NOON).list());
    PublishedManifest first = store.rollback("l", null, NOON);
    assertEquals(one.header().list(), first.list());
    assertEquals(6, first.sequence());
    assertThrows(DamagedListException.class, () -> store.rollback("l", null, NOON));
    String last = three.header().version();
    assertEquals(three.header().list(), store.rollback("l", last, NOON).list());
    assertThrows(DamagedListException.class, () -> store.rollback("l", "0123456789ab", NOON));
  }

  @Test
  void nothingThatIsMissingOrDamagedIsRolledBackTo() throws IOException {
    publish(one);
    publish(two);
    Path file = lists.resolve("l").resolve(one.header().version() + ".list");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertThrows(DamagedListException.class, () -> store.rollback("l", null, NOON));
    Files.delete(file);
    assertThrows(IOException.class, () -> store.rollback("l", null, NOON));
    assertEquals(two.header().list(), store.current("l").list());
    publish(one);
    assertNotNull(new ListLoader(store).load(store.current("l"), null));
  }

  @Test
  void aDamagedFileInPlaceIsReplacedAndASoundOneIsNot() throws IOException {
    publish(one);
    Path file = lists.resolve("l").resolve(one.header().version() + ".list");
    Object before = Files.getAttribute(file, "unix:ino");
    publish(one);
    assertEquals(before, Files.getAttribute(file, "unix:ino"));
    Files.writeString(file, "cut off");
    publish(one);
    assertNotNull(new ListLoader(store).load(store.current("l"), null));
  }

  @Test
  void aDamagedListIsNotPublished() throws IOException {
    Path file = write(one);
    byte[] content = Files.readAllBytes(file);
    content[content.length - 40] ^= 1;
    Files.write(file, content);
    assertThrows(DamagedListException.class, () -> store.publish(file, NOON));
    assertEquals(List.of(), store.lists());
  }

  @Test
  void whatACrashLeavesBehindIsIgnored() throws IOException {
    PublishedManifest first = publish(one);
    Path manifests = lists.resolve("l/manifests");
    Files.writeString(manifests.resolve(".000000000002.json.crash.tmp"), "{\"half");
    Files.writeString(manifests.resolve("notes.json"), "not a manifest");
    Files.writeString(lists.resolve("l/.new.tmp"), "half");
    Files.createDirectories(lists.resolve(".half.tmp/manifests"));
    Files.createDirectories(lists.resolve("begun"));
    assertEquals(first, store.current("l"));
    assertEquals(List.of("l"), store.lists());
    assertEquals(2, publish(two).sequence());
    assertNull(store.current("begun"));
  }

  @Test
  void nothingTemporaryIsLeft() throws IOException {
    publish(one);
    publish(two);
    assertThrows(DamagedListException.class, () -> publish(three.since(one.inMemory())));
    assertTrue(names().stream().noneMatch(name -> name.endsWith(".tmp")), () -> names().toString());
  }

  @Test
  void ofManyWhoPublishAtOnceNoneOverwritesAnother() throws Exception {
    Path first = write(one);
    Path second = folder.resolve("second");
    AtomicFile.write(second, two::writeTo);
    store.publish(first, NOON);
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int n = i;
      tasks.add(
          () ->
              (n % 3 == 0
                      ? store.renew("l", NOON)
                      : new ListStore(lists, Compiled.KEY)
                          .publish(n % 3 == 1 ? first : second, NOON))
                  .sequence());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    TreeSet<Long> sequences = new TreeSet<>();
    try {
      for (Future<Long> done : threads.invokeAll(tasks)) {
        sequences.add(done.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(40, sequences.size());
    assertEquals(2L, sequences.first());
    assertEquals(41L, sequences.last());
    assertEquals(41L, store.current("l").sequence());
  }

  @Test
  void aListThatWasNeverPublishedCannotBeRenewed() {
    assertThrows(DamagedListException.class, () -> store.renew("l", NOON));
    assertThrows(DamagedListException.class, () -> store.rollback("l", null, NOON));
    assertThrows(DamagedListException.class, () -> store.renew("../l", NOON));
  }

  @Test
  void aManifestIsTheSameAfterItsJson() throws IOException {
    PublishedManifest manifest = publish(one);
    assertEquals(manifest, PublishedManifest.ofJson(manifest.toJson()));
    assertThrows(IOException.class, () -> PublishedManifest.ofJson("{}"));
  }

  @Test
  void aLoaderKeepsWhatIsLoadedAlready() throws IOException {
    ListLoader loader = new ListLoader(store);
    ListLoader.LoadedList first = loader.load(publish(one), null);
    assertSame(first.index(), loader.load(store.renew("l", NOON), first).index());
    ListLoader.LoadedList second = loader.load(publish(two.since(one.inMemory())), first);
    assertNotNull(second.index().matchName("b.example"));
    assertNull(first.index().matchName("b.example"));
    assertNull(loader.load(store.rollback("l", null, NOON), second).index().matchName("b.example"));
  }

  private PublishedManifest publish(CompiledList list) throws IOException {
    return store.publish(write(list), NOON);
  }

  private Path write(CompiledList list) throws IOException {
    Path file = folder.resolve("given.list");
    AtomicFile.write(file, list::writeTo);
    return file;
  }

  private List<String> names() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(String::valueOf).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
