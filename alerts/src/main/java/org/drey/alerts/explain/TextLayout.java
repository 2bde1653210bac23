package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import org.drey.base.PlainText;
import org.drey.base.WrappedText;

/** Lines of a width, for people; what records say is made {@link PlainText}. */
final class TextLayout {
  private static final String BOLD = "\u001b[1m";
  private static final String END = "\u001b[0m";

  private final int width;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  TextLayout(int width, boolean colour) {
    this.width = width;
    this.colour = colour;
  }

  List<String> lines() {
    return lines;
  }

  /** A heading, with an empty line before it unless it is the first. */
  void heading(String text) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    strong(text);
  }

  /** A line that must be seen. */
  void strong(String text) {
    for (String line : wrapped(text, "", "")) {
      lines.add(colour ? BOLD + line + END : line);
    }
  }

  /** A paragraph, indented by two. */
  void text(String text) {
    lines.addAll(wrapped(text, "  ", "  "));
  }

  /** A paragraph after a mark; its further lines are indented as far as its first. */
  void item(String mark, String text) {
    lines.addAll(wrapped(text, "  " + mark + " ", "  " + " ".repeat(mark.length() + 1)));
  }

  /** A line that is not wrapped. */
  void line(String text) {
    lines.add(PlainText.text(text));
  }

  private List<String> wrapped(String text, String first, String further) {
    return WrappedText.lines(first, further, PlainText.text(text), width);
  }
}
