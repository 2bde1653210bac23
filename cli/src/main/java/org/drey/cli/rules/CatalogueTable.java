package org.drey.cli.rules;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.catalogue.IndicatorRow;

/** A list of indicators for a terminal: a line each, by group. */
final class CatalogueTable {
  private static final int COLUMNS = 100;
  private static final String LINE = "%-6s  %-9s  %6s  %-14s  %-13s  %s";
  private static final String INDENT = "        ";

  private final IndicatorCatalogue catalogue;
  private final boolean withReasons;
  private final boolean colour;

  /**
   * Makes a table.
   *
   * @param withReasons whether lines say below them why there is no rule
   */
  CatalogueTable(IndicatorCatalogue catalogue, boolean withReasons, boolean colour) {
    this.catalogue = catalogue;
    this.withReasons = withReasons;
    this.colour = colour;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(LINE.formatted("id", "state", "points", "track", "streams", "name") + "\n");
    catalogue
        .byGroup()
        .forEach(
            (group, rows) -> {
              lines.add(colour ? "\u001b[1m" + group + "\u001b[0m" : group);
              rows.forEach(row -> add(row, lines));
              lines.add("");
            });
    lines.add(catalogue.counts());
    return String.join("\n", lines);
  }

  private void add(IndicatorRow row, List<String> lines) {
    String line =
        LINE.formatted(
            row.id(),
            row.state().words(),
            CataloguePage.points(row),
            first(row.tracks()),
            first(row.streams()),
            row.name());
    lines.add(cut(line));
    if (withReasons) {
      wrap(row.why(), lines);
    }
  }

  private static String first(List<String> several) {
    String first = several.isEmpty() ? "" : several.get(0);
    return several.size() < 2 ? first : first + " +" + (several.size() - 1);
  }

  private static String cut(String line) {
    return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1).strip() + "…";
  }

  private static void wrap(String text, List<String> lines) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    int from = 0;
    int end = 0;
    for (int next = breaks.first(); next != BreakIterator.DONE; next = breaks.next()) {
      if (next - from > COLUMNS - INDENT.length()) {
        lines.add(INDENT + text.substring(from, end).strip());
        from = end;
      }
      end = next;
    }
    lines.add(INDENT + text.substring(from).strip());
  }
}
