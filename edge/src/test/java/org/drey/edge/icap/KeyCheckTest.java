package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.KeyCheck;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyCheckTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void aFilesOwnKeyFitsAndNoOther() throws Exception {
    Path file = Lists.compiled(folder, "test", "one.example");
    assertEquals(Optional.empty(), KeyCheck.ofFile(file, Lists.KEY));
    assertTrue(KeyCheck.ofFile(file, Lists.OTHER_KEY).orElseThrow().contains("another key"));
    assertTrue(KeyCheck.ofFile(file, null).orElseThrow().contains("key is needed"));
  }

  @Test
  void whatIsPlainMissingOrDamagedSaysNothingOfItsKey() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain.txt"), "one.example\n");
    assertEquals(Optional.empty(), KeyCheck.ofFile(plain, null));
    assertEquals(Optional.empty(), KeyCheck.ofFile(folder.resolve("missing"), Lists.KEY));
    Path damaged = Lists.compiled(folder, "test", "two.example");
    Files.writeString(damaged, "DREYLIST and no more");
    assertEquals(Optional.empty(), KeyCheck.ofFile(damaged, Lists.OTHER_KEY));
    ListStore empty = store(Lists.KEY);
    assertEquals(List.of(), KeyCheck.ofStore(empty, List.of()));
    assertEquals(List.of(), KeyCheck.ofStore(empty, List.of("later")));
  }

  @Test
  void ofPublishedListsOnlyThoseThatAreFollowedCount() throws Exception {
    ListStore store = store(Lists.KEY);
    ListStore other = store(Lists.OTHER_KEY);
    store.publish(Lists.compiled(folder, "a", "one.example"), NOW);
    other.publish(Lists.compiled(folder, "b", "two.example", Lists.OTHER_KEY), NOW);
    PublishedManifest gone =
        other.publish(Lists.compiled(folder, "c", "three.example", Lists.OTHER_KEY), NOW);
    Files.delete(other.folderOf("c").resolve(gone.base().file()));
    List<String> problems = KeyCheck.ofStore(store, List.of());
    assertEquals(List.of("list b was made with another key than the one given"), problems);
    assertEquals(List.of(), KeyCheck.ofStore(store, List.of("a")));
    assertEquals(2, KeyCheck.ofStore(other, List.of("a", "a")).size());
  }

  @Test
  void theVersionBeforeOneThatIsGoneShowsItsKey() throws Exception {
    ListStore store = store(Lists.KEY);
    store.publish(Lists.compiled(folder, "a", "one.example"), NOW);
    PublishedManifest gone = store.publish(Lists.compiled(folder, "a", "two.example"), NOW);
    Files.delete(store.folderOf("a").resolve(gone.base().file()));
    assertEquals(List.of(), KeyCheck.ofStore(store, List.of()));
    assertEquals(1, KeyCheck.ofStore(store(Lists.OTHER_KEY), List.of()).size());
    Files.writeString(folder.resolve("store/a/manifests/000000000002.json"), "{");
    assertEquals(1, KeyCheck.ofStore(store(Lists.OTHER_KEY), List.of()).size());
  }

  @Test
  void aForgedManifestSaysNothingOfTheKeyBesideAGenuineOne() throws Exception {
    ListStore store = store(Lists.KEY);
    store.publish(Lists.compiled(folder, "a", "one.example"), NOW);
    ListStore elsewhere = new ListStore(folder.resolve("elsewhere"), Lists.OTHER_KEY);
    PublishedManifest forged =
        elsewhere.publish(Lists.compiled(folder, "a", "two.example", Lists.OTHER_KEY), NOW);
    String name = forged.base().file();
    Files.copy(elsewhere.folderOf("a").resolve(name), store.folderOf("a").resolve(name));
    Files.writeString(folder.resolve("store/a/manifests/000000000002.json"), forged.toJson());
    assertEquals(List.of(), KeyCheck.ofStore(store, List.of()));
  }

  private ListStore store(ListKey key) {
    return new ListStore(folder.resolve("store"), key);
  }
}
