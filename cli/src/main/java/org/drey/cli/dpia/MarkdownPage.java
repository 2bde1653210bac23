package org.drey.cli.dpia;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A page of Markdown while it is written; what a configuration says changes none of its form. */
final class MarkdownPage {
  private final StringBuilder text = new StringBuilder();
  private boolean isInList;

  void title(String words) {
    block("# " + words);
  }

  void section(String words) {
    block("## " + words);
  }

  void subsection(String words) {
    block("### " + words);
  }

  void paragraph(String words) {
    block(words);
  }

  void item(String words) {
    if (!isInList) {
      text.append('\n');
    }
    isInList = true;
    text.append("- ").append(words).append('\n');
  }

  /** Begins a table; its rows follow. */
  void table(String... columns) {
    block("");
    text.setLength(text.length() - 1);
    row(columns);
    row(Arrays.stream(columns).map(column -> "---").toArray(String[]::new));
  }

  void row(String... cells) {
    text.append(
        Arrays.stream(cells)
            .map(MarkdownPage::cell)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  String text() {
    return text.toString();
  }

  private void block(String words) {
    if (text.length() > 0) {
      text.append('\n');
    }
    isInList = false;
    text.append(words).append('\n');
  }

  /** A cell is one line, and neither ends its column nor begins markup of HTML. */
  private static String cell(String words) {
    return words.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
  }
}
