package org.drey.blocklist.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180 with a header line that names the columns, in any order and case: {@code type}
 * and {@code entry}, and where the feed has them {@code category} and {@code policy}. Other columns
 * are ignored.
 *
 * <p>Columns are separated by what the header separates them by: a comma, semicolon or tab. Lines
 * before the header that start with {@code #} are skipped.
 */
record CsvReader(EntryFields fields) implements FeedReader {
  private static final String NOT_CSV = "not CSV, such as a quote that is not closed";
  private static final String NO_HEADER =
      "the first line of a CSV feed names its columns, among them type and entry";

  private static final List<String> TYPE = List.of("type", "entry_type", "kind");
  private static final List<String> ENTRY =
      List.of("entry", "value", "indicator", "url", "domain", "host", "name");
  private static final List<String> CATEGORY = List.of("category", "categories", "class");
  private static final List<String> POLICY = List.of("policy");

  private record Columns(int type, int entry, int category, int policy) {}

  @Override
  public String format() {
    return "csv";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException also if there is no header: without one, the columns are unknown
   */
  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    PlainFeedReader lines = new PlainFeedReader(in);
    PlainFeedReader.Line header = lines.next();
    while (header != null && isBeforeHeader(header.text())) {
      header = lines.next();
    }
    if (header == null) {
      return;
    }
    lines.unread(List.of(header));
    CsvRecords records = new CsvRecords(lines, separator(header.text()));
    Columns columns = columns(records.next());
    for (var record = records.next(); record != null; record = records.next()) {
      try {
        entries.entry(record.line(), parse(record, columns));
      } catch (ListEntry.EntryProblem e) {
        entries.problem(record.line(), e.reason());
      }
    }
  }

  /** Returns whether a line can be the header of such a feed. */
  static boolean isHeader(String line) {
    List<String> names = List.of(line.split("[,;\t]", -1));
    return column(names, TYPE) >= 0 && column(names, ENTRY) >= 0;
  }

  private static boolean isBeforeHeader(@Nullable String line) {
    return line != null && (line.isBlank() || line.startsWith("#"));
  }

  private static char separator(@Nullable String header) {
    if (header != null) {
      for (int i = 0; i < header.length(); i++) {
        char c = header.charAt(i);
        if (c == ',' || c == ';' || c == '\t') {
          return c;
        }
      }
    }
    return ',';
  }

  private static Columns columns(CsvRecords.@Nullable Fields header) throws IOException {
    List<String> names = header == null || header.fields() == null ? List.of() : header.fields();
    int type = column(names, TYPE);
    int entry = column(names, ENTRY);
    if (type < 0 || entry < 0) {
      throw new IOException(NO_HEADER);
    }
    return new Columns(type, entry, column(names, CATEGORY), column(names, POLICY));
  }

  /** The column with the first of these names that there is, or -1. */
  private static int column(List<String> header, List<String> names) {
    List<String> given =
        header.stream()
            .map(name -> name.replace("\"", "").strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
            .toList();
    return names.stream().mapToInt(given::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  private ListEntry parse(CsvRecords.Fields record, Columns columns) throws ListEntry.EntryProblem {
    if (record.fields() == null) {
      throw new ListEntry.EntryProblem(NOT_CSV);
    }
    return fields.entry(
        record.field(columns.type()),
        record.field(columns.entry()),
        record.field(columns.category()),
        record.field(columns.policy()));
  }

  /**
   * The records of a CSV file (RFC 4180), each given to the parser by itself: so a quote that is
   * never closed costs one line, not the rest of the file.
   */
  private static final class CsvRecords {
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
}
