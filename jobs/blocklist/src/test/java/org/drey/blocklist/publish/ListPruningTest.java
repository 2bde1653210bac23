package org.drey.blocklist.publish;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.Compiled;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.DamagedListException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old files go, and none that is needed. */
final class ListPruningTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2025-01-01T12:00:00Z");

  @TempDir Path folder;
  private Path files;
  private ListStore store;

  /** Five versions, each one name longer; version n is {@code versions.get(n)}. */
  private final List<CompiledList> versions = new ArrayList<>();

  @BeforeEach
  void compile() throws IOException {
    files = folder.resolve("lists/l");
    store = new ListStore(folder.resolve("lists"), Compiled.KEY);
    StringBuilder names = new StringBuilder();
    for (char name = 'a'; name <= 'e'; name++) {
      names.append(name).append(".example\n");
      versions.add(new Compiled(folder).list(names.toString()));
    }
  }

  @Test
  void whatIsOldAndUnneededGoes() throws IOException {
    publishAll();
    makeOld();
    PruneResult reported = store.prune("l", 2, NOON, false);
    assertEquals(List.of(version(4), version(3), version(2)), reported.kept());
    assertEquals(Stream.of(file(0), file(1)).sorted().toList(), reported.removed());
    assertEquals(size(0) + size(1), reported.bytes());
    assertTrue(Files.exists(files.resolve(file(0))), "only reported");
    assertEquals(reported, store.prune("l", 2, NOON, true));
    assertFalse(Files.exists(files.resolve(file(0))));
    assertEquals(List.of(), store.prune("l", 2, NOON, true).removed());
    assertEquals(versions.get(3).header().list(), store.rollback("l", null, NOON).list());
    assertEquals(versions.get(2).header().list(), store.rollback("l", null, NOON).list());
    assertThrows(DamagedListException.class, () -> store.rollback("l", null, NOON));
    assertEquals(7, store.current("l").sequence(), "the numbers go on");
  }

  @Test
  void whatDifferencesFollowStays() throws IOException {
    publish(versions.get(0));
    for (int i = 1; i < 5; i++) {
      publish(versions.get(i).since(versions.get(i - 1).inMemory()));
    }
    makeOld();
    assertEquals(List.of(), store.prune("l", 1, NOON, true).removed());
    assertNotNull(new ListLoader(store).load(store.current("l"), null));
    publish(versions.get(4)); // whole: the differences are needed to go back to the one before
    publish(versions.get(0));
    makeOld();
    assertTrue(
        store.prune("l", 1, NOON, true).removed().stream().noneMatch(n -> n.equals(file(0))));
  }

  @Test
  void afterARollbackOneCanStillGoBackAndForth() throws IOException {
    publishAll();
    store.rollback("l", null, NOON); // from 4 to 3
    makeOld();
    PruneResult pruned = store.prune("l", 1, NOON, true);
    assertEquals(List.of(version(3), version(4), version(2)), pruned.kept());
    assertEquals(versions.get(2).header().list(), store.rollback("l", null, NOON).list());
    assertEquals(versions.get(4).header().list(), store.rollback("l", version(4), NOON).list());
  }

  @Test
  void whatMayBeAboutToBePublishedStays() throws IOException {
    publishAll();
    Instant now = Instant.now();
    PruneResult pruned = store.prune("l", 1, now, true);
    assertEquals(List.of(), pruned.removed());
    assertEquals(3, pruned.young());
    makeOld();
    publish(versions.get(0)); // is in place already, and young again
    publish(versions.get(4));
    publish(versions.get(3));
    assertTrue(Files.exists(files.resolve(file(0))));
    assertFalse(store.prune("l", 1, now, true).removed().contains(file(0)));
  }

  @Test
  void whatACrashLeftGoesAndWhatIsNotOursStays() throws IOException {
    publishAll();
    Files.writeString(files.resolve(".0a.list.crash.tmp"), "half");
    Files.writeString(files.resolve("readme.txt"), "of the owner");
    Files.writeString(files.resolve("kids.list"), "of the owner");
    makeOld();
    PruneResult pruned = store.prune("l", 4, NOON, true);
    assertEquals(List.of(".0a.list.crash.tmp"), pruned.removed());
    assertTrue(Files.exists(files.resolve("kids.list")));
  }

  @Test
  void aListThatWasNeverPublishedOrKeepsNothingIsRefused() {
    assertThrows(DamagedListException.class, () -> store.prune("l", 1, NOON, true));
    assertThrows(IllegalArgumentException.class, () -> store.prune("l", 0, NOON, true));
  }

  private void publishAll() throws IOException {
    for (CompiledList version : versions) {
      publish(version);
    }
  }

  private void publish(CompiledList list) throws IOException {
    Path file = folder.resolve("given.list");
    AtomicFile.write(file, list::writeTo);
    store.publish(file, NOON);
  }

  private void makeOld() throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
      }
    }
  }

  private String version(int n) {
    return versions.get(n).header().version();
  }

  private String file(int n) {
    return version(n) + ".list";
  }

  private long size(int n) throws IOException {
    return Files.size(files.resolve(file(n)));
  }
}
