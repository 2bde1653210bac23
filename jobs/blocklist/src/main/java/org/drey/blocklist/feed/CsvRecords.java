package org.drey.blocklist.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180), each given to the parser by itself: so a quote that is
 * never closed costs one line, not the rest of the file.
 */
final class CsvRecords {
  /** Over how many lines a quoted field may stretch. */
  static final int MAX_LINES = 100;

  /**
   * A record.
   *
   * @param line where it begins
   * @param fields null if it is malformed
   */
  record Fields(int line, @Nullable List<String> fields) {
    /** The text of a column, or null if the record has fewer. */
    @Nullable String field(int column) {
      return fields == null || column < 0 || column >= fields.size() ? null : fields.get(column);
    }
  }

  private final PlainFeedReader lines;
  private final char separator;
  private final ObjectReader parser;

  CsvRecords(PlainFeedReader lines, char separator) {
    this.lines = lines;
    this.separator = separator;
    this.parser =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvSchema.emptySchema().withColumnSeparator(separator));
  }

  /** The next record that is not blank, or null at the end. */
  @Nullable Fields next() throws IOException {
    PlainFeedReader.Line first = lines.next();
    while (first != null && first.text() != null && first.text().isBlank()) {
      first = lines.next();
    }
    if (first == null || first.text() == null) {
      return first == null ? null : new Fields(first.number(), null);
    }
    List<PlainFeedReader.Line> more = new ArrayList<>();
    @Nullable List<String> fields = parse(whole(first.text(), more));
    if (fields == null) {
      lines.unread(more); // each may be a good record by itself
    }
    return new Fields(first.number(), fields);
  }

  /** The line and those that its open quotes take in. */
  private String whole(String first, List<PlainFeedReader.Line> more) throws IOException {
    StringBuilder text = new StringBuilder(first);
    boolean open = endsInQuotes(first, false);
    while (open && more.size() < MAX_LINES && text.length() < PlainFeedReader.MAX_LINE) {
      PlainFeedReader.Line line = lines.next();
      if (line == null || line.text() == null) {
        more.addAll(line == null ? List.of() : List.of(line));
        break;
      }
      more.add(line);
      text.append('\n').append(line.text());
      open = endsInQuotes(line.text(), true);
    }
    return text.toString();
  }

  /** A quote opens a field at its beginning only; two in a row within are one. */
  private boolean endsInQuotes(String line, boolean openBefore) {
    boolean open = openBefore;
    boolean start = !openBefore;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (open && c == '"') {
        boolean doubled = i + 1 < line.length() && line.charAt(i + 1) == '"';
        open = doubled;
        i += doubled ? 1 : 0;
      } else if (!open) {
        open = start && c == '"';
        start = c == separator;
      }
    }
    return open;
  }

  private @Nullable List<String> parse(String record) throws IOException {
    try (var rows = parser.<List<String>>readValues(record)) {
      List<String> row = rows.hasNextValue() ? rows.nextValue() : List.of();
      return rows.hasNextValue() ? null : row;
    } catch (JsonProcessingException e) {
      return null; // its message quotes the record
    }
  }
}
