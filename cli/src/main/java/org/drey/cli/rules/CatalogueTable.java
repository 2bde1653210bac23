package org.drey.cli.rules;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.catalogue.IndicatorRow;

/** A list of indicators for a terminal: a line each, by group. */
final class CatalogueTable {
  private static final int COLUMNS = 100;
  private static final String LINE = "%-6s  %-9s  %6s  %-14s  %-13s  %s";

  private final IndicatorCatalogue catalogue;
  private final boolean colour;

  CatalogueTable(IndicatorCatalogue catalogue, boolean colour) {
    this.catalogue = catalogue;
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
  }

  private static String first(List<String> several) {
    String first = several.isEmpty() ? "" : several.get(0);
    return several.size() < 2 ? first : first + " +" + (several.size() - 1);
  }

  private static String cut(String line) {
    return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1).strip() + "…";
  }
}
