package org.drey.alerts.handover;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.base.PlainText;

/**
 * CommonMark. Tokens are code, in which nothing has a meaning; in words what has one is escaped.
 */
final class MarkdownText implements MarkupBlocks {
  /** Characters to which CommonMark, or an extension of it, gives a meaning inside of a line. */
  private static final Pattern ACTIVE = Pattern.compile("[\\\\`*_\\[\\]<>~|$&@]");

  /** Beginnings of a block of another kind. */
  private static final Pattern BLOCK = Pattern.compile("^(\\s*)([#+=-]|\\d+(?=[.)]))");

  /** Texts of which many renderers would make a link by themselves. */
  private static final Pattern LINK = Pattern.compile("(?i)(https?|ftp|www|mailto)([:.])");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  @Override
  public String write(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    Kind before = null;
    for (Block block : blocks) {
      if (before != null && !(before == Kind.ITEM && block.kind() == Kind.ITEM)) {
        text.append('\n');
      }
      text.append(prefix(block.kind())).append(spans(block)).append('\n');
      before = block.kind();
    }
    return text.toString();
  }

  private static String prefix(Kind kind) {
    return switch (kind) {
      case TITLE -> "# ";
      case HEADING -> "## ";
      case PARAGRAPH -> "";
      case ITEM -> "- ";
    };
  }

  private static String spans(Block block) {
    return block.spans().stream()
        .map(span -> span.isToken() ? code(span.text()) : escaped(span.text()))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    String plain = ACTIVE.matcher(PlainText.text(text)).replaceAll("\\\\$0");
    plain = LINK.matcher(plain).replaceAll("$1\\\\$2");
    Matcher block = BLOCK.matcher(plain);
    if (!block.find()) {
      return plain;
    }
    boolean isNumber = Character.isDigit(block.group(2).charAt(0));
    return block.replaceFirst(isNumber ? "$1$2\\\\" : "$1\\\\$2");
  }

  /** In a fence that is longer than any in the token. */
  private static String code(String token) {
    String plain = PlainText.text(token);
    int longest =
        BACKTICKS
            .matcher(plain)
            .results()
            .map(run -> run.group().length())
            .max(Integer::compare)
            .orElse(0);
    String fence = "`".repeat(longest + 1);
    boolean needsBlanks =
        plain.startsWith("`") || plain.endsWith("`") || plain.startsWith(" ") || plain.isBlank();
    return needsBlanks ? fence + " " + plain + " " + fence : fence + plain + fence;
  }
}
