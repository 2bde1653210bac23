package org.drey.blocklist.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.drey.blocklist.compile.Compiled;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.DamagedListException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When nobody can tell what is in force, there is a way out. */
final class DamagedManifestTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private ListStore store;
  private CompiledList one;
  private CompiledList two;
  private CompiledList three;

  @BeforeEach
  void publishThree() throws IOException {
    store = new ListStore(folder.resolve("lists"));
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
          assertThrows(DamagedListException.class, () -> publish(three.since(two.inMemory())))
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
    Manifest back = store.rollback("l", null, NOON);
    assertEquals(two.header().list(), back.list());
    assertEquals(4, back.sequence());
    assertEquals(back, store.current("l"));
    assertEquals(one.header().list(), store.rollback("l", null, NOON).list());
  }

  @Test
  void aVersionCanBeNamedAllTheSame() throws IOException {
    damage(3, "");
    assertEquals(one.header().list(), store.rollback("l", one.header().version(), NOON).list());
  }

  @Test
  void aWholeListMendsItEvenIfNoManifestCanBeRead() throws IOException {
    damage(1, "");
    damage(2, "");
    damage(3, "");
    String message =
        String.valueOf(
            assertThrows(DamagedListException.class, () -> store.rollback("l", null, NOON))
                .getMessage());
    assertTrue(message.contains("publish a whole list"), message);
    Manifest mended = publish(three);
    assertEquals(4, mended.sequence());
    assertNotNull(new ListLoader(store, Compiled.KEY).load(store.current("l"), null));
  }

  @Test
  void anOldDamagedManifestIsNobodysConcern() throws IOException {
    damage(2, "");
    assertEquals(one.header().list(), store.rollback("l", null, NOON).list());
  }

  private void damage(int sequence, String content) throws IOException {
    String name = String.format("lists/l/manifests/%012d.json", sequence);
    Files.writeString(folder.resolve(name), content);
  }

  private Manifest publish(CompiledList list) throws IOException {
    Path file = folder.resolve("given.list");
    WholeFile.write(file, list::writeTo);
    return store.publish(file, NOON);
  }
}
