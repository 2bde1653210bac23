package org.drey.collect.format;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.wire.RecordLimits;
import org.drey.event.wire.StrictUtf8;

/** A reader of the lines of one file or connection, in their order. For one thread. */
public final class FormatReader {
  private final LineInput input;
  private final LineValues values;
  private final List<RecordFormat> records;

  FormatReader(LineInput input, LineValues values, List<RecordFormat> records) {
    this.input = input;
    this.values = values;
    this.records = records;
  }

  /**
   * Reads a line without its end.
   *
   * @return nothing if it is none that the format takes
   * @throws RefusedLineException if it is none of the format's lines, or has a field that cannot
   *     be; the message never has anything of the line
   */
  public Optional<ObservedLine> read(byte[] line) throws RefusedLineException {
    if (line.length > RecordLimits.MAX_RECORD_BYTES) {
      throw new RefusedLineException(RefusalReason.OVERSIZED, null, "at most a mebibyte");
    }
    String text = text(line);
    if (text.isBlank() || input.isHead(text)) {
      return Optional.empty();
    }
    values.clear();
    input.read(line, text, values);
    for (RecordFormat record : records) {
      if (record.takes(values)) {
        return Optional.of(record.read(values));
      }
    }
    return Optional.empty();
  }

  /**
   * Takes note of a line if it is a head, which says how the following are to be read. So a reader
   * that begins in the middle of a file is shown the file's first lines.
   */
  public boolean isHead(byte[] line) {
    try {
      return line.length <= RecordLimits.MAX_RECORD_BYTES && input.isHead(text(line));
    } catch (RefusedLineException e) {
      return false;
    }
  }

  private static String text(byte[] line) throws RefusedLineException {
    try {
      if (line.length < 2 || (line[0] != 0 && line[1] != 0)) { // as they are in UTF-16
        return StrictUtf8.decode(line, 0, line.length);
      }
    } catch (CharacterCodingException e) {
      // said below
    }
    throw new RefusedLineException(RefusalReason.NOT_TEXT, null, "a line in UTF-8");
  }

  /** The numbers of the sources that a line has. */
  Set<Integer> sources(String line) {
    values.clear();
    try {
      if (!input.isHead(line)) {
        input.read(line.getBytes(StandardCharsets.UTF_8), line, values);
      }
    } catch (RefusedLineException e) {
      return Set.of();
    }
    return IntStream.range(0, values.size())
        .filter(values::has)
        .boxed()
        .collect(Collectors.toSet());
  }

  /** The names of what a line has. */
  Set<String> names(String line) {
    return input.names(line);
  }
}
