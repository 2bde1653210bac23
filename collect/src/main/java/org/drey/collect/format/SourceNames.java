package org.drey.collect.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.yaml.YamlNode;

/**
 * The places in a line that a format names; each has a number, and knows where it was first named.
 */
final class SourceNames {
  private static final Pattern WORD = Pattern.compile("(.+)#(\\d{1,3})");
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

  private final Map<String, YamlNode> named = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** The value at a place; {@code name#2} is the second of its words. */
  ValueSource.From from(YamlNode node, String text) {
    Matcher matcher = WORD.matcher(text);
    boolean isWord = matcher.matches();
    String name = isWord ? matcher.group(1) : text;
    if (name.isBlank()) {
      throw node.problem("a source has no name");
    }
    named.putIfAbsent(name, node);
    int number = numbers.computeIfAbsent(name, key -> numbers.size());
    return new ValueSource.From(number, isWord ? Integer.parseInt(matcher.group(2)) : 0);
  }

  /** A text with places in braces, such as {@code http://{host}{uri}}. */
  ValueSource text(YamlNode node) {
    String text = node.words();
    List<ValueSource> parts = new ArrayList<>();
    Matcher matcher = BRACES.matcher(text);
    int start = 0;
    while (matcher.find()) {
      parts.add(new ValueSource.Constant(text.substring(start, matcher.start())));
      parts.add(from(node, matcher.group(1)));
      start = matcher.end();
    }
    if (parts.isEmpty()) {
      throw node.problem("'text' names no source in braces; for a constant there is 'value'");
    }
    parts.add(new ValueSource.Constant(text.substring(start)));
    return new ValueSource.Joined(List.copyOf(parts));
  }

  List<SourcePath> paths() {
    return named.keySet().stream().map(SourcePath::of).toList();
  }

  /**
   * Every place with the value of the format that named it first, in the order of their numbers.
   */
  Map<String, YamlNode> all() {
    return named;
  }
}
