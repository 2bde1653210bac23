package org.drey.blocklist.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListChanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListChangesTest {
  @TempDir Path folder;

  @Test
  void reportsAddedRemovedAndChangedById() throws Exception {
    CompiledList old =
        csv(
            "HOST,stays.example,a\nHOST,gone.example,\nURL,http://u.example/p,\nHOST,moves.example,a\n");
    CompiledList now =
        csv(
            "HOST,moves.example,b\nURL,http://u.example/p,\nHOST,new.example,\nHOST,stays.example,a\n");
    ListChanges changes = ListChanges.between(old.inMemory(), now.inMemory());
    assertEquals(List.of(id("new.example")), changes.added());
    assertEquals(List.of(id("gone.example")), changes.removed());
    assertEquals(List.of(id("moves.example")), changes.changed());
    ListChanges none = ListChanges.between(old.inMemory(), old.inMemory());
    assertEquals(new ListChanges(List.of(), List.of(), List.of()), none);
  }

  @Test
  void aDifferenceIsNotCompared() throws IOException {
    CompiledList old = csv("HOST,a.example,\n");
    CompiledList delta = csv("HOST,b.example,\n").since(old.inMemory());
    assertThrows(
        DamagedListException.class, () -> ListChanges.between(old.inMemory(), delta.inMemory()));
  }

  private CompiledList csv(String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("f.csv"), "type,entry,category\n" + lines);
    return Compiled.listOf(new Compiled(folder).run(List.of(file)));
  }

  private static long id(String host) throws ListEntry.EntryProblem {
    return Compiled.KEY.idOf(
        ListEntry.of(EntryType.HOST, host, "", ListPolicy.CHILD_PROTECTION_LIST));
  }
}
