package org.drey.edge.rpz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left beside a zone's file, and how far a zone may shrink. */
final class ZoneFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("rpz.db");
  }

  private ZoneFile zone(ShrinkLimit limit) {
    return new ZoneFile(file(), Entries.zone(), limit, Clock.systemUTC());
  }

  @Test
  void isNotOpenToOthersAndLeavesNothingElse() throws IOException {
    zone(ShrinkLimit.DEFAULT).hold(Set.of("a.example"));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void whatACrashHasLeftIsRemoved() throws IOException {
    ZoneFile zone = zone(ShrinkLimit.DEFAULT);
    zone.hold(Set.of("a.example"));
    Path left = folder.resolve(".rpz.db.next");
    for (String name : new String[] {"a.example", "b.example"}) { // nothing to do, and a change
      Files.writeString(left, "a.example\n");
      zone.hold(Set.of(name));
      assertFalse(Files.exists(left));
      assertTrue(Files.readString(file()).contains(name));
    }
  }

  @Test
  void isNeverEmptiedUnlessThatIsAllowed() throws IOException {
    assertEquals(new ZoneTarget.UpdateCount(0, 0), zone(new ShrinkLimit(0)).hold(Set.of()));
    zone(ShrinkLimit.DEFAULT).hold(Set.of("a.example", "b.example"));
    assertThrows(ShrinkRefusedException.class, () -> zone(new ShrinkLimit(99)).hold(Set.of()));
    assertEquals(
        new ZoneTarget.UpdateCount(0, 1), zone(ShrinkLimit.DEFAULT).hold(Set.of("a.example")));
    assertEquals(new ZoneTarget.UpdateCount(0, 1), zone(new ShrinkLimit(100)).hold(Set.of()));
  }
}
