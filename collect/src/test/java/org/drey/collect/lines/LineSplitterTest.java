package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {
  private static List<String> lines(String... pieces) throws Exception {
    List<InputStream> streams = new ArrayList<>();
    for (String piece : pieces) {
      streams.add(new ByteArrayInputStream(piece.getBytes(StandardCharsets.UTF_8)));
    }
    List<String> lines = new ArrayList<>();
    LineSplitter splitter =
        new LineSplitter(
            new LineSplitter.LineTaker() {
              @Override
              public void take(byte[] line, long position) {
                lines.add(position + ":" + new String(line, StandardCharsets.UTF_8));
              }

              @Override
              public void tooLong(long position) {
                lines.add("too long");
              }
            },
            0);
    splitter.readAll(new SequenceInputStream(Collections.enumeration(streams)));
    return lines;
  }

  @Test
  void cutsWhereverThePiecesAreCut() throws Exception {
    assertEquals(List.of("0:ab", "3:", "4:cd", "8:e"), lines("a", "b\n\nc", "d\r", "\ne"));
    assertEquals(List.of("0:ab", "3:c"), lines("ab\nc\n"));
    assertEquals(List.of(), lines(""));
  }

  @Test
  void keepsNothingOfALineThatIsTooLong() throws Exception {
    String longest = "x".repeat(10_000_000);
    assertEquals(List.of("0:a", "too long", "10000003:b"), lines("a\n", longest, "\nb\n"));
    assertEquals(List.of("too long"), lines(longest));
  }
}
