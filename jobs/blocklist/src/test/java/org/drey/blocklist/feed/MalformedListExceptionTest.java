package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.drey.blocklist.feed.MalformedListException.Problem;
import org.junit.jupiter.api.Test;

final class MalformedListExceptionTest {
  @Test
  void tellsTheFirstTwentyAndTheCount() {
    var e =
        new MalformedListException(
            "l", Collections.nCopies(50, new Problem(2, "not a valid name")));
    assertEquals(50, e.count());
    assertEquals(20, e.problems().size());
    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith("list l refused, malformed lines: 50 (line 2: not a valid name;"));
    assertTrue(message.endsWith("; and more)"), message);
  }
}
