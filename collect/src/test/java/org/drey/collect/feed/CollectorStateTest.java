package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CollectorStateTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(60);
  private static final String LINE =
      "{\"writer\": \"ns1\", \"begin\": \"2026-03-02T09:59:00Z\","
          + " \"end\": \"2026-03-02T10:00:00Z\", \"reason\": \"no_writer\"}";

  private final FeedGap gap = new FeedGap("ns1", EARLIER, NOW, GapReason.NO_WRITER);

  @TempDir private Path folder;

  @Test
  void theNextStartKnowsUntilWhenAllWasWell() throws IOException {
    CollectorState state = new CollectorState(folder.resolve("state"));
    assertEquals(Map.of("", NOW), state.read(NOW));
    Map<String, Instant> begins = Map.of("", NOW, "ns1", EARLIER);
    state.write(begins);
    CollectorState next = new CollectorState(folder.resolve("state"));
    assertEquals(begins, next.read(NOW.plusSeconds(1)));
    assertEquals(Map.of("", EARLIER, "ns1", EARLIER), next.read(EARLIER));
  }

  @Test
  void aGapIsWrittenOnceAndBeforeTheNoteThatNoLongerHasIt() throws IOException {
    CollectorState state = new CollectorState(folder);
    state.write(Map.of("", EARLIER));
    Path gaps = Files.createDirectory(folder.resolve("gaps.jsonl")); // which cannot be written
    assertTrue(state.add(gap));
    assertThrows(IOException.class, () -> state.write(Map.of("", NOW)));
    assertEquals(Map.of("", EARLIER), state.read(NOW));
    Files.delete(gaps);
    state.write(Map.of("", NOW));
    state.write(Map.of("", NOW));
    assertEquals(List.of(LINE), Files.readAllLines(gaps));
    assertEquals(Map.of("", NOW), state.read(NOW));
  }

  @Test
  void aLineThatWasCutOnAFullDiskSpoilsNoOther() throws IOException {
    Path gaps = folder.resolve("gaps.jsonl");
    Files.writeString(gaps, LINE.substring(0, 20), StandardOpenOption.CREATE);
    CollectorState state = new CollectorState(folder);
    assertTrue(state.add(gap));
    state.write(Map.of("", NOW));
    assertEquals(List.of(LINE.substring(0, 20), LINE), Files.readAllLines(gaps));
  }
}
