package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MalformedListExceptionTest {
  @Test
  void reportsTheFirstTwentyAndTheCount() throws MalformedListException {
    MalformedLines lines = new MalformedLines();
    lines.refuse("l");
    for (int i = 2; i < 52; i++) {
      lines.add(i, "not a valid name");
    }
    var e = assertThrows(MalformedListException.class, () -> lines.refuse("l"));
    assertEquals(50, e.count());
    assertEquals(20, e.problems().size());
    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith("list l refused, malformed lines: 50 (line 2: not a valid name;"));
    assertTrue(message.endsWith("; and more)"), message);
  }
}
