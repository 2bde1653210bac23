package org.drey.blocklist.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListCheckTest {
  private static final int MAC_BYTES = 32;

  @TempDir Path folder;

  /** Who has the key could make such a file; and whoever looks at one has none. */
  @Test
  void sectionsThatContradictOneAnotherAreRefusedAndNothingElseHappens() throws Exception {
    byte[] sound = Compiled.bytes(new Compiled(folder).list("a.example\nhttp://b.example/p\n"));
    assertTrue(isSound(sound));
    int refused = 0;
    for (int at = 0; at < sound.length - MAC_BYTES; at++) {
      byte[] changed = sound.clone();
      changed[at] ^= (byte) 0x81;
      refused += isSound(changed) ? 0 : 1;
    }
    assertTrue(refused > sound.length / 3, () -> "too little was noticed");
    assertEquals(0, sound.length % Long.BYTES);
  }

  private boolean isSound(byte[] content) throws Exception {
    Path file = Files.write(folder.resolve("changed.list"), content);
    try {
      ListFile unused = ListFile.openUnchecked(file);
      return true;
    } catch (DamagedListException e) {
      return false;
    }
  }
}
