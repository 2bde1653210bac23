package org.drey.cli.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.catalogue.IndicatorRow;
import org.drey.rules.catalogue.IndicatorState;
import org.drey.rules.catalogue.SourceReference;

/** A list of indicators as a page: a table, and of each what it reads and what it rests on. */
final class CataloguePage {
  private static final String HEAD =
      """
      # Indicators

      For rule authors, and for those who feed streams: what each indicator of the catalogue \
      needs, and what it rests on. This page is what `./drey rules list --markdown` prints, from \
      the rules themselves; do not edit it.

      - **live** counts for alerts, **on trial** for shadow alerts alone. **not built**: a field, \
      a stream or a kind of correlation is missing. **left out**: no rule is wanted.
      - Points are at full strength; ten double the odds. Those below zero are of benign \
      look-alikes. [How a score comes about](alerts.md#how-the-score-comes-about).
      - Fields are as rules read them; some, such as `amount`, are \
      [computed from others](../jobs/rules/README.md#detections).
      - Of a source, **given** is what it says, **adapted** what it says in general, and **ours** \
      an engineering default.
      """;

  private final IndicatorCatalogue catalogue;
  private final List<String> lines = new ArrayList<>();

  CataloguePage(IndicatorCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Returns points without needless digits. */
  static String points(IndicatorRow row) {
    return BigDecimal.valueOf(row.points()).stripTrailingZeros().toPlainString();
  }

  String text() {
    lines.add(HEAD);
    lines.add(catalogue.counts() + ".");
    catalogue.byGroup().forEach(this::group);
    return String.join("\n", lines);
  }

  private void group(String name, List<IndicatorRow> rows) {
    lines.add("\n## " + name + "\n");
    lines.add("| indicator | what | state | tracks | points | streams |");
    lines.add("|---|---|---|---|---|---|");
    for (IndicatorRow row : rows) {
      lines.add(
          "| [%s](#%s) | %s | %s | %s | %s | %s |"
              .formatted(
                  row.id(),
                  row.id().toLowerCase(Locale.ROOT),
                  row.name().replace("|", "\\|"),
                  row.state().words(),
                  String.join(", ", row.tracks()),
                  points(row),
                  String.join(", ", row.streams())));
    }
    rows.forEach(this::detail);
  }

  private void detail(IndicatorRow row) {
    lines.add("\n### " + row.id() + "\n");
    lines.add(row.name() + ".\n");
    if (row.state() == IndicatorState.MISSING) {
      lines.add("Missing: " + row.why() + ".\n");
    } else if (row.state() == IndicatorState.LEFT_OUT) {
      lines.add("Left out: " + row.why() + "\n");
    } else {
      byTopic(row)
          .forEach((topic, fields) -> lines.add("Reads of `" + topic + "`: " + fields + ".\n"));
    }
    for (SourceReference source : row.sources()) {
      lines.add("- %s. **%s**: %s.".formatted(source.document(), source.mark(), source.says()));
    }
  }

  private static Map<String, String> byTopic(IndicatorRow row) {
    return row.fields().stream()
        .map(field -> field.split("\\.", 2))
        .collect(
            Collectors.groupingBy(
                parts -> parts[0],
                TreeMap::new,
                Collectors.mapping(parts -> "`" + parts[1] + "`", Collectors.joining(", "))));
  }
}
