package org.drey.alerts.handover;

import java.util.List;
import java.util.stream.Collectors;
import org.drey.base.PlainText;

/**
 * A whole page of a few kinds of blocks, in which nothing of a record is ever markup: no script and
 * nothing from elsewhere, and none allowed.
 */
final class HtmlPage {
  /** The kind of a block. */
  enum Kind {
    TITLE,
    HEADING,
    PARAGRAPH,
    ITEM
  }

  /** A part of a block: words, or a token, id or name of a record. */
  record Span(String text, boolean isToken) {
    static Span words(String text) {
      return new Span(text, false);
    }

    static Span token(String text) {
      return new Span(text, true);
    }
  }

  /** A block. */
  record Block(Kind kind, List<Span> spans) {
    static Block of(Kind kind, Span... spans) {
      return new Block(kind, List.of(spans));
    }

    private String text() {
      String words =
          spans.stream().map(span -> PlainText.text(span.text())).collect(Collectors.joining());
      return kind == Kind.ITEM ? "- " + words : words;
    }
  }

  private static final String BEGINNING =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'%s">
      <meta name="robots" content="noindex">
      <title>%s</title>
      %s</head>
      <body>
      <main>
      """;

  /** The style of pages that people read as they are. */
  static final String STYLE =
      """
      main{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif}\
      h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}li{margin:.4em 0}\
      code{overflow-wrap:anywhere}\
      """;

  /** By which alone the page has that style. */
  static final String STYLE_SOURCE =
      "; style-src 'sha256-kWmGZaDm8jsuzjwkK/ubogxrgcOYkVtukv3zRQ/FmCU='";

  private final String beginning;

  private HtmlPage(String beginning) {
    this.beginning = beginning;
  }

  /** Returns a writer of pages with the style of whoever reads them. */
  static HtmlPage plain(String title) {
    return new HtmlPage(BEGINNING.formatted("", title, ""));
  }

  /** Returns a writer of pages with a style. */
  static HtmlPage styled(String title) {
    return new HtmlPage(BEGINNING.formatted(STYLE_SOURCE, title, "<style>" + STYLE + "</style>\n"));
  }

  /** Returns the whole head, by which a file is known. */
  String beginning() {
    return beginning;
  }

  /** Returns the words alone, as a reader of the page sees them; each block is a line. */
  static String text(List<Block> blocks) {
    return blocks.stream()
        .map(block -> (block.kind() == Kind.HEADING ? "\n" : "") + block.text() + "\n")
        .collect(Collectors.joining());
  }

  /** Returns the document. */
  String write(List<Block> blocks) {
    StringBuilder text = new StringBuilder(beginning);
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
