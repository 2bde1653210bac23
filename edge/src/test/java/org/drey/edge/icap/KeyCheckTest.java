package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drey.blocklist.publish.ListStore;
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
    Lists.damage(damaged);
    assertEquals(Optional.empty(), KeyCheck.ofFile(damaged, Lists.OTHER_KEY));
    ListStore empty = new ListStore(folder.resolve("store"));
    assertEquals(List.of(), KeyCheck.ofStore(empty, List.of(), Lists.KEY));
    assertEquals(List.of(), KeyCheck.ofStore(empty, List.of("later"), Lists.KEY));
  }

  @Test
  void ofPublishedListsOnlyThoseThatAreFollowedCount() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"));
    store.publish(Lists.compiled(folder, "a", "one.example"), NOW);
    store.publish(Lists.compiled(folder, "b", "two.example", Lists.OTHER_KEY), NOW);
    Lists.damage(
        store, store.publish(Lists.compiled(folder, "c", "three.example", Lists.OTHER_KEY), NOW));
    List<String> problems = KeyCheck.ofStore(store, List.of(), Lists.KEY);
    assertEquals(List.of("list b was made with another key than the one given"), problems);
    assertEquals(List.of(), KeyCheck.ofStore(store, List.of("a"), Lists.KEY));
    assertEquals(2, KeyCheck.ofStore(store, List.of("a", "a"), Lists.OTHER_KEY).size());
  }

  @Test
  void theVersionBeforeADamagedOneTellsItsKey() throws Exception {
    ListStore store = new ListStore(folder.resolve("store"));
    store.publish(Lists.compiled(folder, "a", "one.example"), NOW);
    Lists.damage(store, store.publish(Lists.compiled(folder, "a", "two.example"), NOW));
    assertEquals(List.of(), KeyCheck.ofStore(store, List.of(), Lists.KEY));
    assertEquals(1, KeyCheck.ofStore(store, List.of(), Lists.OTHER_KEY).size());
    Files.writeString(folder.resolve("store/a/manifests/000000000002.json"), "{");
    assertEquals(1, KeyCheck.ofStore(store, List.of(), Lists.OTHER_KEY).size());
  }
}
