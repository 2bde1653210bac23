package org.drey.yaml;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.base.NameSuggestions;
import org.drey.base.SigmaTimespan;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML value that knows the file and line where it is. */
public final class YamlNode {
  private final String file;
  private final @Nullable String key; // of which it is the value, or in the list that is
  final Node node;
  private @Nullable Map<String, YamlNode> fields; // of the same node whenever it is asked
  private @Nullable List<YamlNode> items;

  /**
   * A value of a file.
   *
   * @param node what {@link LimitedYaml} read of it
   */
  public YamlNode(String file, Node node) {
    this(file, null, node);
  }

  private YamlNode(String file, @Nullable String key, Node node) {
    this.file = file;
    this.key = key;
    this.node = node;
  }

  /** Reads a file of one document; what is not YAML is a problem. */
  public static YamlNode parse(String file, String yaml) {
    try {
      Node node =
          LimitedYaml.document(yaml)
              .orElseGet(() -> new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN));
      return new YamlNode(file, node);
    } catch (YamlException e) {
      throw new ProblemException(new YamlProblem(file, e.line(), e.reason()));
    }
  }

  /** Reads a file of one document; what is too large or no YAML is a problem. */
  public static YamlNode read(Path file) throws IOException {
    try {
      return parse(file.toString(), LimitedYaml.read(file));
    } catch (YamlException e) {
      throw new ProblemException(new YamlProblem(file.toString(), e.line(), e.reason()));
    }
  }

  public String file() {
    return file;
  }

  /** The line on which the value starts, from 1. */
  public int line() {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** A problem at this value, to be thrown. */
  public ProblemException problem(String reason) {
    return new ProblemException(new YamlProblem(file, line(), reason));
  }

  /** A value that its key does not take; it may be a secret, so the message does not show it. */
  private ProblemException unexpected(String wanted) {
    return ofKey("expected " + wanted);
  }

  private ProblemException ofKey(String reason) {
    return problem((key == null ? "" : "'" + key + "': ") + reason);
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  public boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** Returns whether there is no value: nothing at all, or null. */
  public boolean isNothing() {
    return isScalar() && node.getTag().equals(Tag.NULL);
  }

  /** The entries in their order; a key that appears twice is a problem. */
  public Map<String, YamlNode> fields() {
    if (fields == null) {
      fields = Collections.unmodifiableMap(readFields());
    }
    return fields;
  }

  private Map<String, YamlNode> readFields() {
    if (!(node instanceof MappingNode mapping)) {
      throw unexpected("a map");
    }
    Map<String, YamlNode> read = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode name = new YamlNode(file, tuple.getKeyNode());
      YamlNode value = new YamlNode(file, name.text(), tuple.getValueNode());
      if (read.put(name.text(), value) != null) {
        throw name.problem("the key '" + name.text() + "' appears twice");
      }
    }
    return read;
  }

  /** The same, of which all keys must be known. */
  public Map<String, YamlNode> fields(Set<String> known) {
    fields()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                throw value.problem(
                    "unknown key '"
                        + key
                        + "'"
                        + NameSuggestions.didYouMean(key, known)
                        + "; there are "
                        + String.join(", ", new TreeSet<>(known)));
              }
            });
    return fields();
  }

  /** The value of a key that must be there. */
  public YamlNode required(String key) {
    YamlNode value = get(key);
    if (value == null) {
      throw problem("'" + key + "' is missing");
    }
    return value;
  }

  /** The value of a key, or null. */
  public @Nullable YamlNode get(String key) {
    return fields().get(key);
  }

  /** The items of a list; a single value counts as a list of one. */
  public List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    if (items == null) {
      items = sequence.getValue().stream().map(item -> new YamlNode(file, key, item)).toList();
    }
    return items;
  }

  /** The text of a scalar of any type. */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw unexpected("a single value");
    }
    return scalar.getValue();
  }

  /** The text of a scalar that must not be blank, without blanks at its ends. */
  public String words() {
    String text = text().strip();
    if (text.isEmpty()) {
      throw unexpected("a text, but this is empty");
    }
    return text;
  }

  /** A timespan such as 30d in milliseconds, or a problem. */
  public long timespan() {
    try {
      return SigmaTimespan.millis(text());
    } catch (IllegalArgumentException e) {
      throw ofKey(String.valueOf(e.getMessage()));
    }
  }

  /** A scalar as null, Boolean, Long, BigDecimal or String. */
  public @Nullable Object scalar() {
    String text = text();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    try {
      if (tag.equals(Tag.INT)) {
        return YamlNumber.whole(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return YamlNumber.decimal(text);
      }
    } catch (NumberFormatException e) {
      throw ofKey("'" + text + "' is not a number that can be used here");
    }
    return text;
  }

  /** A whole number, or a problem. */
  public long wholeNumber() {
    if (scalar() instanceof Long number) {
      return number;
    }
    throw unexpected("a whole number");
  }

  /** A number, or a problem. */
  public BigDecimal number() {
    Object value = scalar();
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw unexpected("a number");
  }

  /** true or false, or a problem. */
  public boolean bool() {
    if (scalar() instanceof Boolean bool) {
      return bool;
    }
    throw unexpected("true or false");
  }

  /** Numbers as YAML 1.2 writes them. All throw {@link NumberFormatException} for what is none. */
  private static final class YamlNumber {
    private static final int MAX_DIGITS = 100;

    private YamlNumber() {}

    /** A leading zero is no sign of an octal number. */
    static long whole(String text) {
      return switch (text.length() > 2 ? text.substring(0, 2) : "") {
        case "0x" -> Long.parseLong(text, 2, text.length(), 16);
        case "0o" -> Long.parseLong(text, 2, text.length(), 8);
        default -> Long.parseLong(text);
      };
    }

    /** One with an exponent that calculations could not bear is refused, too. */
    static BigDecimal decimal(String text) {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > MAX_DIGITS) {
        throw new NumberFormatException("more than " + MAX_DIGITS + " digits");
      }
      return number;
    }
  }
}
