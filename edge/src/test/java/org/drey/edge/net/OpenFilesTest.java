package org.drey.edge.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenFilesTest {
  @Test
  void eachConnectionTakesAFile() {
    assertEquals(Optional.empty(), OpenFiles.tooFew(128, 328));
    assertEquals(Optional.empty(), OpenFiles.tooFew(128, -1)); // no limit
    assertTrue(OpenFiles.tooFew(128, 327).orElseThrow().contains("ulimit -n 328"));
    assertTrue(OpenFiles.tooFew(Integer.MAX_VALUE / 2).isPresent()); // by this machine's limit
  }
}
