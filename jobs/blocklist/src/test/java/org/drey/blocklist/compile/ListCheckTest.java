package org.drey.blocklist.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListCheckTest {
  private static final int DIGEST_BYTES = 32;

  @TempDir Path folder;

  /** A checksum that fits says nothing of who made it. */
  @Test
  void sectionsThatContradictOneAnotherAreRefusedAndNothingElseHappens() throws Exception {
    byte[] sound = Compiled.bytes(new Compiled(folder).list("a.example\nhttp://b.example/p\n"));
    assertTrue(isSound(sound));
    int refused = 0;
    for (int at = 0; at < sound.length - DIGEST_BYTES; at++) {
      byte[] changed = sound.clone();
      changed[at] ^= (byte) 0x81;
      refused += isSound(changed) ? 0 : 1;
    }
    assertTrue(refused > sound.length / 3, () -> "too little was noticed");
    assertEquals(0, sound.length % Long.BYTES);
  }

  private boolean isSound(byte[] content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(content, 0, content.length - DIGEST_BYTES);
    digest.digest(content, content.length - DIGEST_BYTES, DIGEST_BYTES);
    Path file = Files.write(folder.resolve("changed.list"), content);
    try {
      ListCheck.structure(ListFile.open(file));
      return true;
    } catch (IOException e) {
      return false; // damaged, or its header is no JSON
    }
  }
}
