package org.drey.rules.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.YamlException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML value that knows the file and line where it stands. */
public final class YamlNode {
  private static final int MOST_DIGITS = 100;
  private final String file;
  private final Node node;
  private @Nullable Map<String, YamlNode> fields; // of the same node whenever it is asked
  private @Nullable List<YamlNode> items;

  YamlNode(String file, Node node) {
    this.file = file;
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
      throw new RuleProblemException(new Problem(file, e.line(), e.reason()));
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
  public RuleProblemException problem(String reason) {
    return new RuleProblemException(new Problem(file, line(), reason));
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

  /** The entries in their order; a key that stands twice is a problem. */
  public Map<String, YamlNode> fields() {
    if (fields == null) {
      fields = Collections.unmodifiableMap(readFields());
    }
    return fields;
  }

  private Map<String, YamlNode> readFields() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("expected a map");
    }
    Map<String, YamlNode> read = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = new YamlNode(file, tuple.getKeyNode());
      if (read.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
        throw key.problem("the key '" + key.text() + "' stands twice");
      }
    }
    return read;
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
      items = sequence.getValue().stream().map(item -> new YamlNode(file, item)).toList();
    }
    return items;
  }

  /** The text of a scalar, whatever its type. */
  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw problem("expected a single value");
    }
    return scalar.getValue();
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
        return wholeNumber(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= MOST_DIGITS) {
          return number;
        }
        throw problem("'" + text + "' has an exponent that is of no use here");
      }
    } catch (NumberFormatException e) {
      throw problem("'" + text + "' is not a number that can be used here");
    }
    return text;
  }

  /** As YAML 1.2 writes them: a leading zero is no sign of an octal number. */
  private static long wholeNumber(String text) {
    return switch (text.length() > 2 ? text.substring(0, 2) : "") {
      case "0x" -> Long.parseLong(text, 2, text.length(), 16);
      case "0o" -> Long.parseLong(text, 2, text.length(), 8);
      default -> Long.parseLong(text);
    };
  }

  /** A whole number, or a problem. */
  public long wholeNumber() {
    if (scalar() instanceof Long number) {
      return number;
    }
    throw problem("expected a whole number");
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
    throw problem("expected a number");
  }

  /** true or false, or a problem. */
  public boolean bool() {
    if (scalar() instanceof Boolean bool) {
      return bool;
    }
    throw problem("expected true or false");
  }

  /** The value at a path of keys and indexes, or the deepest that exists. */
  YamlNode locate(List<String> path) {
    YamlNode at = this;
    for (String step : path) {
      YamlNode next = null;
      if (at.isMap()) {
        next = at.get(step);
      } else if (at.isList() && step.chars().allMatch(Character::isDigit)) {
        int index = Integer.parseInt(step);
        next = index < at.items().size() ? at.items().get(index) : null;
      }
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** The same value as JSON. */
  public JsonNode toJson() {
    if (isMap()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields().forEach((key, value) -> object.set(key, value.toJson()));
      return object;
    }
    if (isList()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items().forEach(item -> array.add(item.toJson()));
      return array;
    }
    Object value = scalar();
    if (value instanceof Boolean bool) {
      return JsonNodeFactory.instance.booleanNode(bool);
    }
    if (value instanceof Long number) {
      return JsonNodeFactory.instance.numberNode(number);
    }
    if (value instanceof BigDecimal number) {
      return JsonNodeFactory.instance.numberNode(number);
    }
    return value == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode((String) value);
  }
}
