package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drey.event.wire.RecordLimits;
import org.junit.jupiter.api.Test;

/** Lines as bytes, without ever holding more of one than a record may have. */
final class LineReaderTest {
  private static List<String> lines(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    for (byte[] line : lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      lines.add(new String(line, StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static List<byte[]> lines(InputStream in) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in)) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Test
  void anEmptyFileHasNoLine() throws IOException {
    assertEquals(List.of(), lines(""));
  }

  @Test
  void theLastLineNeedsNoBreak() throws IOException {
    assertEquals(List.of("a", "b"), lines("a\nb"));
    assertEquals(List.of("a", "b"), lines("a\nb\n"));
  }

  @Test
  void blankLinesAreLines() throws IOException {
    assertEquals(List.of("", "", "a", ""), lines("\n\na\n\n"));
  }

  @Test
  void aCarriageReturnStays() throws IOException {
    assertEquals(List.of("a\r", "\r"), lines("a\r\n\r\n")); // JSON ignores it
  }

  @Test
  void lineBreaksAreFoundWhereverTheBufferEnds() throws IOException {
    for (int length : new int[] {65_534, 65_535, 65_536, 65_537, 131_072}) {
      String line = "x".repeat(length);
      assertEquals(List.of(line, line, "end"), lines(line + "\n" + line + "\nend"));
    }
  }

  @Test
  void aLineAsLongAsARecordMayBeIsWhole() throws IOException {
    String line = "x".repeat(RecordLimits.MAX_RECORD_BYTES);
    assertEquals(List.of(line, "a"), lines(line + "\na"));
  }

  @Test
  void ofALongerLineOneByteTooManyIsKeptAndTheRestSkipped() throws IOException {
    String line = "x".repeat(5 * RecordLimits.MAX_RECORD_BYTES);
    List<String> read = lines("before\n" + line + "\nafter");
    assertEquals(List.of("before", "after"), List.of(read.get(0), read.get(2)));
    assertEquals(RecordLimits.MAX_RECORD_BYTES + 1, read.get(1).length());
  }

  @Test
  void bytesThatAreNoTextAreHandedOn() throws IOException {
    byte[] bytes = {(byte) 0xFF, 0, (byte) 0xC3, '\n', (byte) 0x80};
    List<byte[]> read = lines(new ByteArrayInputStream(bytes));
    assertArrayEquals(new byte[] {(byte) 0xFF, 0, (byte) 0xC3}, read.get(0));
    assertArrayEquals(new byte[] {(byte) 0x80}, read.get(1));
  }

  @Test
  void aStreamThatGivesAByteAtATimeIsNoDifferent() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("ab\ncd".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(1, length));
          }
        };
    assertEquals(2, lines(slow).size());
  }
}
