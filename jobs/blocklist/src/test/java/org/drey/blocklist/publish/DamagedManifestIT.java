package org.drey.blocklist.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.Compiled;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When it is unknown what is in force, there is a way out. */
final class DamagedManifestIT {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private ListStore store;
  private CompiledList one;
  private CompiledList two;
  private CompiledList three;

  @BeforeEach
  void publishThree() throws IOException {
    store = new ListStore(folder.resolve("lists"), Compiled.KEY);
    one = new Compiled(folder).list("a.example\n");
    two = new Compiled(folder).list("a.example\nb.example\n");
    three = new Compiled(folder).list("b.example\nc.example\n");
    publish(one);
    publish(two);
    publish(three);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "half of a manife",
        "null",
        "[]",
        "{}",
        "{\"list_id\":\"l\",\"sequence\":2,\"published_at\":\"2026-01-01T12:00:00Z\","
            + "\"base\":{\"file\":\"a.list\",\"checksum\":\"0\",\"version\":\"0\"},\"deltas\":[]}"
      })
  void whatIsWrongIsSaidWithTheWayOut(String content) throws IOException {
    damage(3, content);
    for (DamagedListException refused :
        new DamagedListException[] {
          assertThrows(DamagedListException.class, () -> store.current("l")),
          assertThrows(DamagedListException.class, () -> store.renew("l", NOON)),
          assertThrows(DamagedListException.class, () -> store.prune("l", 1, NOON, true)),
          assertThrows(DamagedListException.class, () -> publish(one.since(three.inMemory())))
        }) {
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("000000000003.json"), message);
      assertTrue(message.contains("./drey blocklist rollback l"), message);
      assertTrue(message.contains(two.header().version()), message);
    }
  }

  @Test
  void toRollBackIsToGoToTheLastThatCanBeRead() throws IOException {
    damage(3, "");
    PublishedManifest back = store.rollback("l", null, NOON);
    assertEquals(two.header().list(), back.list());
    assertEquals(4, back.sequence());
    assertEquals(back, store.current("l"));
    assertEquals(one.header().list(), store.rollback("l", null, NOON).list());
  }

  @Test
  void aVersionCanBeNamedAnyway() throws IOException {
    damage(3, "");
    assertEquals(one.header().list(), store.rollback("l", one.header().version(), NOON).list());
  }

  @Test
  void aWholeListRepairsItEvenIfNoManifestCanBeRead() throws IOException {
    damage(1, "");
    damage(2, "");
    damage(3, "");
    String message =
        String.valueOf(
            assertThrows(DamagedListException.class, () -> store.rollback("l", null, NOON))
                .getMessage());
    assertTrue(message.contains("publishing a whole list"), message);
    PublishedManifest repaired = publish(three);
    assertEquals(4, repaired.sequence());
    assertNotNull(new ListLoader(store).load(store.current("l"), null));
  }

  @Test
  void aDifferenceThatIsPublishedAgainRepairsItToo() throws IOException {
    damage(3, "half of a manife");
    PublishedManifest again = publish(three.since(two.inMemory()));
    assertEquals(4, again.sequence());
    assertEquals(three.header().list(), again.list());
    assertEquals(again, store.current("l"));
  }

  @Test
  void anOldDamagedManifestDoesNotMatter() throws IOException {
    damage(2, "");
    assertEquals(one.header().list(), store.rollback("l", null, NOON).list());
  }

  @Test
  void aManifestThatWasNotMadeWithTheKeyIsDamaged() throws IOException {
    PublishedManifest third = store.current("l");
    PublishedManifest second = store.history("l").get(1);
    ListKey other = ListKey.of(new byte[32]);
    for (PublishedManifest forged :
        new PublishedManifest[] {
          with(third, 3, second.base(), ""),
          with(third, 3, second.base(), third.mac()),
          with(third, 3, second.base(), "").madeWith(other)
        }) {
      damage(3, forged.toJson());
      String message =
          String.valueOf(
              assertThrows(DamagedListException.class, () -> store.current("l")).getMessage());
      assertTrue(message.contains("MAC"), message);
      assertTrue(message.contains("--key-file"), message);
      assertThrows(DamagedListException.class, () -> new ListLoader(store).load(forged, null));
    }
    damage(3, with(third, 3, second.base(), "").madeWith(Compiled.KEY).toJson());
    assertEquals(second.list(), store.current("l").list());
  }

  @Test
  void eachFieldOfAManifestIsUnderItsMac() throws IOException {
    publish(two);
    PublishedManifest made = publish(three.since(two.inMemory()));
    assertTrue(made.isMadeWith(Compiled.KEY));
    Part base = made.base();
    Part delta = made.deltas().get(0);
    Part other = new Part(base.file(), base.checksum(), "0123456789ab");
    Instant later = made.publishedAt().plusMillis(1);
    String mac = made.mac();
    for (PublishedManifest changed :
        List.of(
            new PublishedManifest(
                "m", made.sequence(), made.publishedAt(), base, List.of(delta), mac),
            new PublishedManifest(
                "l", made.sequence() + 1, made.publishedAt(), base, List.of(delta), mac),
            new PublishedManifest("l", made.sequence(), later, base, List.of(delta), mac),
            new PublishedManifest(
                "l", made.sequence(), made.publishedAt(), delta, List.of(base), mac),
            new PublishedManifest(
                "l", made.sequence(), made.publishedAt(), other, List.of(delta), mac),
            new PublishedManifest(
                "l", made.sequence(), made.publishedAt(), base, List.of(), mac))) {
      assertFalse(changed.isMadeWith(Compiled.KEY), changed.toJson());
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatIsNoRegularFileHoldsNoOneUpAndIsPublishedOver() throws Exception {
    Path manifests = folder.resolve("lists/l/manifests");
    Files.createDirectory(manifests.resolve("000000000004.json"));
    Files.createSymbolicLink(manifests.resolve("000000000005.json"), Path.of("nowhere"));
    pipe(manifests.resolve("000000000006.json"));
    assertThrows(DamagedListException.class, () -> store.current("l"));
    assertEquals(three.header().list(), store.lastReadable("l").list());
    PublishedManifest next = publish(two);
    assertEquals(7, next.sequence());

    Path file = folder.resolve("lists/l").resolve(next.base().file());
    Files.delete(file);
    pipe(file);
    assertThrows(DamagedListException.class, () -> new ListLoader(store).load(next, null));
    assertThrows(DamagedListException.class, () -> ListFile.isCompiled(file));
    assertFalse(new FileWatch(store).isSound(next));
    assertNotNull(new ListLoader(store).load(publish(two), null));
  }

  @Test
  void aChangeIsSeenAlsoIfItsTimeIsSetBack() throws IOException {
    PublishedManifest third = store.current("l");
    Path file = folder.resolve("lists/l").resolve(third.base().file());
    FileWatch watch = new FileWatch(store);
    assertTrue(watch.isSound(third));
    FileTime before = Files.getLastModifiedTime(file);
    Object changed = Files.getAttribute(file, "unix:ctime");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    do { // the clock of a file system is coarse
      Files.write(file, content);
      Files.setLastModifiedTime(file, before);
    } while (Files.getAttribute(file, "unix:ctime").equals(changed));
    assertEquals(before, Files.getLastModifiedTime(file));
    assertFalse(watch.isSound(third));
  }

  /** Nothing writes to it, so that its reader waits for ever. */
  private static void pipe(Path file) throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
  }

  @Test
  void whatAForgerySaysOfItsKeyIsNotBelievedBesideAGenuineManifest() throws IOException {
    ListKey other = ListKey.of("another key, no secret".getBytes(UTF_8));
    Path foreign = folder.resolve("foreign.list");
    ListCompiler compiler = new ListCompiler("l", other);
    AtomicFile.write(foreign, compiler.finish()::writeTo);
    ListStore elsewhere = new ListStore(folder.resolve("elsewhere"), other);
    PublishedManifest forged = elsewhere.publish(foreign, NOON);
    String name = forged.base().file();
    Files.copy(folder.resolve("elsewhere/l").resolve(name), folder.resolve("lists/l/" + name));
    damage(4, forged.toJson());

    assertFalse(store.hasOtherKey("l"));
    assertEquals(5, publish(two).sequence());
    ListStore wrong = new ListStore(folder.resolve("lists"), ListKey.of(new byte[32]));
    assertTrue(wrong.hasOtherKey("l"));
  }

  @Test
  void aNumberOutOfReachIsOfAnotherProgram() throws IOException {
    damage(999_999_999, "{}");
    assertEquals(three.header().list(), store.current("l").list());
    assertEquals(4, store.renew("l", NOON).sequence());
    damage(1_000_004, "{}");
    assertThrows(DamagedListException.class, () -> store.current("l"));
  }

  @Test
  void aManifestIsReadToItsBoundOnly() throws IOException {
    damage(3, " ".repeat(ManifestFile.MAX_BYTES) + store.current("l").toJson());
    assertThrows(DamagedListException.class, () -> store.current("l"));
    List<Part> many =
        Collections.nCopies(ListStore.MAX_DELTAS + 1, store.history("l").get(0).base());
    assertThrows(
        IllegalArgumentException.class,
        () -> new PublishedManifest("l", 4, NOON, many.get(0), many, ""));
  }

  private static PublishedManifest with(
      PublishedManifest like, long sequence, Part base, String mac) {
    return new PublishedManifest(like.listId(), sequence, like.publishedAt(), base, List.of(), mac);
  }

  private void damage(int sequence, String content) throws IOException {
    String name = String.format("lists/l/manifests/%012d.json", sequence);
    Files.writeString(folder.resolve(name), content);
  }

  private PublishedManifest publish(CompiledList list) throws IOException {
    Path file = folder.resolve("given.list");
    AtomicFile.write(file, list::writeTo);
    return store.publish(file, NOON);
  }
}
