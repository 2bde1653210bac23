package org.drey.blocklist.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Publishing that breaks off, and is run again. */
final class ListPublicationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private ListStore store;
  private ListPublication publication;
  private CompiledList one;
  private CompiledList two;
  private List<Path> files = List.of();
  private List<String> versions = List.of();

  @BeforeEach
  void compile() throws IOException {
    store = new ListStore(folder.resolve("lists"), Compiled.KEY);
    publication = new ListPublication(store);
    one = new Compiled(folder).list("a.example\n");
    two = new Compiled(folder).list("a.example\nb.example\n");
    CompiledList three = new Compiled(folder).list("b.example\nc.example\n");
    files =
        List.of(
            write("one", one),
            write("two", two.since(one.inMemory())),
            write("three", three.since(two.inMemory())));
    versions = Stream.of(one, two, three).map(list -> list.header().version()).toList();
  }

  private Path write(String name, CompiledList list) throws IOException {
    Path file = folder.resolve(name);
    AtomicFile.write(file, list::writeTo);
    return file;
  }

  private List<String> publish() throws IOException {
    return publish(files);
  }

  private List<String> publish(List<Path> some) throws IOException {
    List<String> made = new ArrayList<>();
    publication.publish(some, NOON, all -> all.forEach(one -> made.add(one.list().version())));
    return made;
  }

  private String inForce() throws IOException {
    PublishedManifest current = store.current("l");
    return new ListLoader(store).load(current, null).manifest().list().version();
  }

  @Test
  void allAreInForceInOrder() throws IOException {
    assertEquals(versions, publish());
    assertEquals(versions.get(2), inForce());
  }

  @Test
  void whatIsDoneIsOnlyAnnouncedAgainAndNoEarlierVersionIsInForceMeanwhile() throws IOException {
    publish();
    assertEquals(versions.subList(2, 3), publish());
    assertEquals(4, store.current("l").sequence());
    assertEquals(versions.get(2), inForce());
  }

  @Test
  void aRunThatBrokeOffIsFinishedFromWhereItWas() throws IOException {
    for (int done = 1; done < files.size(); done++) {
      store = new ListStore(folder.resolve("lists" + done), Compiled.KEY);
      publication = new ListPublication(store);
      publish(files.subList(0, done));
      assertEquals(versions.subList(done, 3), publish());
      assertEquals(versions.get(2), inForce());
    }
  }

  @Test
  void filesThatAreMissingOrDamagedAreThereAgain() throws IOException {
    publish();
    List<PublishedManifest.Part> parts = store.current("l").parts();
    assertEquals(3, parts.size());
    Files.delete(store.folderOf("l").resolve(parts.get(0).file()));
    Files.writeString(store.folderOf("l").resolve(parts.get(1).file()), "damaged");
    assertThrows(DamagedListException.class, this::inForce);
    publish();
    assertEquals(versions.get(2), inForce());
  }

  @Test
  void aManifestThatWasWrittenByHalfIsPassedOver() throws IOException {
    publish();
    Path last = folder.resolve("lists/l/manifests/000000000003.json");
    Files.writeString(last, "{\"list_id\":\"l\"");
    assertEquals(versions.subList(2, 3), publish());
    assertEquals(versions.get(2), inForce());
  }

  @Test
  void oneDamagedFileAndNothingChanges() throws IOException {
    publish();
    Files.writeString(files.get(2), "damaged");
    assertThrows(IOException.class, this::publish);
    assertEquals(3, store.current("l").sequence());
    try (Stream<Path> all = Files.list(store.folderOf("l"))) {
      assertTrue(all.noneMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void aWholeListTakesThePlaceOfFilesThatAreGone() throws IOException {
    publish(files.subList(0, 2));
    Files.delete(store.folderOf("l").resolve(store.current("l").base().file()));
    List<Path> whole = List.of(write("whole", two), files.get(2));
    assertEquals(versions.subList(1, 3), publish(whole));
    assertEquals(versions.get(2), inForce());
    assertEquals(versions.subList(2, 3), publish(whole), "again, and nothing is to be done");
    assertEquals(versions.get(2), inForce());
  }

  @Test
  void aWholeListIsTakenWithoutAnEarlierVersionInForceMeanwhile() throws IOException {
    publish();
    Files.delete(store.folderOf("l").resolve(store.current("l").base().file()));
    assertEquals(versions.subList(2, 3), publish(List.of(write("whole", two), files.get(2))));
    assertEquals(2, store.current("l").parts().size());
    assertEquals(versions.get(2), inForce());
  }

  @Test
  void nothingIsAddedToWhatCannotBeLoaded() throws IOException {
    publish(files.subList(0, 2));
    Files.delete(store.folderOf("l").resolve(store.current("l").base().file()));
    List<Path> difference = files.subList(2, 3);
    assertThrows(DamagedListException.class, () -> publish(difference));
    assertEquals(2, store.current("l").sequence());
    assertThrows(DamagedListException.class, () -> publish(files.subList(1, 2)), "nor again");
    assertEquals(2, store.current("l").sequence());
  }

  @Test
  void aWholeListEndsTheMostDifferencesThatThereMayBe() throws IOException {
    Path there = write("there", one.since(two.inMemory()));
    publish(files.subList(0, 1));
    for (int i = 0; i < ListStore.MAX_DELTAS; i += 2) {
      publish(List.of(files.get(1)));
      publish(List.of(there));
    }
    assertThrows(DamagedListException.class, () -> publish(files.subList(1, 2)));
    assertEquals(versions.subList(0, 2), publish(files.subList(0, 2)));
    assertEquals(1, store.current("l").deltas().size());
    assertEquals(versions.get(1), inForce());
  }

  @Test
  void whatIsInForceIsHandedOutThoughALaterFileIsRefused() {
    List<String> made = new ArrayList<>();
    assertThrows(
        DamagedListException.class,
        () ->
            publication.publish(
                List.of(files.get(0), files.get(2)),
                NOON,
                all -> all.forEach(done -> made.add(done.list().version()))));
    assertEquals(versions.subList(0, 1), made);
  }
}
