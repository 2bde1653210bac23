package org.drey.collect.firm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.collect.feed.TableLines;
import org.drey.collect.format.LineCutters;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of the firm: CSV whose first line names the columns, in any order. Blank lines
 * and those that begin with {@code #} are left out. Whatever is wrong is said by its line, never
 * with anything of it.
 */
final class FirmRows {
  private static final char SEPARATOR = ',';
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<String> heading;
  private List<String> cells = List.of();

  private FirmRows(List<String> heading) {
    this.heading = heading;
  }

  /** Takes rows, one after the other; each is the same object. */
  interface RowTaker {
    /**
     * Takes a row.
     *
     * @throws IllegalArgumentException if it cannot be; says what was expected, and nothing of it
     */
    void take(FirmRows row, int line);
  }

  /**
   * Reads a file.
   *
   * @param required columns that must be there
   * @param optional others that may be
   */
  static void read(Path file, List<String> required, List<String> optional, RowTaker taker)
      throws IOException {
    HeadedLines lines = new HeadedLines(required, optional, taker);
    TableLines.read(file, lines);
    if (lines.rows == null) {
      throw new IOException("the first line names the columns: " + words(required, optional));
    }
  }

  /** Lines, of which the first is the heading. */
  private static final class HeadedLines implements TableLines.LineTaker {
    private final List<String> required;
    private final List<String> optional;
    private final RowTaker taker;
    private @Nullable FirmRows rows;

    HeadedLines(List<String> required, List<String> optional, RowTaker taker) {
      this.required = required;
      this.optional = optional;
      this.taker = taker;
    }

    @Override
    public void take(String line, int number) {
      FirmRows known = rows;
      if (known == null) {
        rows = new FirmRows(heading(line, required, optional));
      } else {
        known.cut(line);
        taker.take(known, number);
      }
    }
  }

  private static List<String> heading(String line, List<String> required, List<String> optional) {
    String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    List<String> cells = LineCutters.quoted(text, SEPARATOR);
    List<String> names = cells == null ? List.of() : cells.stream().map(String::strip).toList();
    List<String> known = new ArrayList<>(required);
    known.addAll(optional);
    boolean isComplete = names.containsAll(required) && known.containsAll(names);
    if (!isComplete || Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "the first line names the columns: " + words(required, optional));
    }
    return names;
  }

  private static String words(List<String> required, List<String> optional) {
    String must = String.join(",", required);
    return optional.isEmpty() ? must : must + ", and any of " + String.join(",", optional);
  }

  private void cut(String line) {
    List<String> cut = LineCutters.quoted(line, SEPARATOR);
    if (cut == null || cut.size() != heading.size()) {
      throw new IllegalArgumentException("as many columns as the first line: " + heading.size());
    }
    cells = cut;
  }

  /** Returns a column of the row; empty if it is, or there is none of the name. */
  String cell(String column) {
    int at = heading.indexOf(column);
    return at < 0 ? "" : cells.get(at).strip();
  }

  /** Returns the account of a column, which must have one. */
  NamedAccount account(String column) {
    String text = cell(column);
    if (text.isEmpty() || text.equals("token:")) {
      throw new IllegalArgumentException(column + " is an account, or token:TOKEN");
    }
    return NamedAccount.written(text);
  }

  /** Returns the symbol of a column; UNKNOWN if it is empty. */
  <E extends Enum<E>> E symbol(String column, Class<E> type) {
    String text = cell(column).isEmpty() ? "UNKNOWN" : cell(column);
    E[] symbols = type.getEnumConstants();
    return Arrays.stream(symbols)
        .filter(symbol -> symbol.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(symbols)
                        .map(Enum::name)
                        .collect(Collectors.joining(", ", column + " is empty, or one of ", ""))));
  }
}
