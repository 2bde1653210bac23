package org.drey.alerts.handover;

import java.util.List;
import java.util.stream.Collectors;
import org.drey.alerts.explain.PlainText;

/** A whole page: no script, no style from elsewhere, and none allowed. */
final class HtmlPage implements MarkupBlocks {
  /** With the whole head, by which a file is known. */
  static final String BEGINNING =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
      <meta name="robots" content="noindex">
      <title>Draft of a report</title>
      </head>
      <body>
      <main>
      """;

  @Override
  public String write(List<Block> blocks) {
    StringBuilder text = new StringBuilder(BEGINNING);
    boolean inList = false;
    for (Block block : blocks) {
      boolean isItem = block.kind() == Kind.ITEM;
      if (isItem != inList) {
        text.append(isItem ? "<ul>\n" : "</ul>\n");
        inList = isItem;
      }
      String element = element(block.kind());
      text.append('<').append(element).append('>').append(spans(block));
      text.append("</").append(element).append(">\n");
    }
    return text.append(inList ? "</ul>\n" : "").append("</main>\n</body>\n</html>\n").toString();
  }

  private static String element(Kind kind) {
    return switch (kind) {
      case TITLE -> "h1";
      case HEADING -> "h2";
      case PARAGRAPH -> "p";
      case ITEM -> "li";
    };
  }

  private static String spans(Block block) {
    return block.spans().stream()
        .map(
            span ->
                span.isToken() ? "<code>" + escaped(span.text()) + "</code>" : escaped(span.text()))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    PlainText.text(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
