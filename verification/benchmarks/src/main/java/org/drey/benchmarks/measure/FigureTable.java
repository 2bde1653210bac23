package org.drey.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures in rows and columns. Filled while it is measured; not thread-safe. */
public final class FigureTable {
  private final String title;
  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  /** An empty table. */
  public FigureTable(String title, String... columns) {
    this.title = title;
    this.columns = List.of(columns);
  }

  /** Adds a row, with a text or number for each column. */
  public void row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          title + ": " + columns.size() + " columns, " + cells.length + " cells");
    }
    rows.add(List.of(cells));
  }

  /** Returns what it shows. */
  public String title() {
    return title;
  }

  /** The rows for a program: each a map from column to figure. */
  public List<Map<String, Object>> rows() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> cells = new LinkedHashMap<>();
      for (int column = 0; column < columns.size(); column++) {
        cells.put(columns.get(column), rounded(row.get(column)));
      }
      all.add(cells);
    }
    return all;
  }

  /** The table for people, as Markdown. */
  public String toText() {
    StringBuilder text = new StringBuilder(title).append("\n\n");
    line(text, columns);
    line(text, columns.stream().map(column -> "---").toList());
    rows.forEach(row -> line(text, row.stream().map(FigureTable::text).toList()));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static Object rounded(Object cell) {
    return cell instanceof Double number ? Double.valueOf(text(number)) : cell;
  }

  /** Three digits that count, and no fewer before the point than there are. */
  private static String text(Object cell) {
    if (cell instanceof Double number) {
      int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
      return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
    return cell.toString();
  }
}
