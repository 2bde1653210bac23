package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RemovedCommandsTest {
  private static final RemovedCommands REMOVED =
      new RemovedCommands(
          Map.of("old", "'new'", "group old", "'group new'", "kept --gone", "'kept --here'"));

  private static Optional<String> answer(String line) {
    return REMOVED.answer(line.split(" "));
  }

  @Test
  void aRemovedCommandOrOptionNamesWhatDoesItNow() {
    assertEquals(Optional.of("'old' was removed. Now: 'new'."), answer("old --days 3"));
    assertEquals(answer("old"), answer("help old"));
    assertEquals(Optional.of("'group old' was removed. Now: 'group new'."), answer("group old a"));
    assertEquals(
        Optional.of("'kept --gone' was removed. Now: 'kept --here'."), answer("kept a --gone b"));
    assertEquals(answer("kept --gone"), answer("kept --gone=b"));
  }

  @Test
  void othersAreLeftAlone() {
    for (String line :
        new String[] {
          "older", "group", "group new old", "new old", "kept", "kept --gone2", "help"
        }) {
      assertEquals(Optional.empty(), answer(line), line);
    }
    assertEquals(Optional.empty(), REMOVED.answer());
  }

  @Test
  void eachOfDreyIsALine() {
    for (String command : RemovedCommands.DREY.now().keySet()) {
      String line = RemovedCommands.DREY.answer(command.split(" ")).orElseThrow();
      assertTrue(line.startsWith("'" + command + "' was removed. Now: "), line);
      assertFalse(line.contains("\n"), line);
    }
  }
}
