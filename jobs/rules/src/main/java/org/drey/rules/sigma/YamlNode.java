package org.drey.rules.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML value that knows the file and line where it stands. */
public final class YamlNode {
  private static final int MAX_DEPTH = 64;
  private static final int MOST_DIGITS = 100;
  private final String file;
  private final Node node;

  YamlNode(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /** Reads a file of one document; what is not YAML is a problem. */
  public static YamlNode parse(String file, String yaml) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build();
      Node node =
          new Compose(settings)
              .composeString(yaml)
              .orElseGet(() -> new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN));
      return new YamlNode(file, node);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new RuleProblemException(new Problem(file, line, "not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      throw new RuleProblemException(new Problem(file, 1, "not YAML: " + e.getMessage()));
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
    if (!(node instanceof MappingNode mapping)) {
      throw problem("expected a map");
    }
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = new YamlNode(file, tuple.getKeyNode());
      if (fields.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
        throw key.problem("the key '" + key.text() + "' stands twice");
      }
    }
    return fields;
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
    List<YamlNode> items = new ArrayList<>();
    sequence.getValue().forEach(item -> items.add(new YamlNode(file, item)));
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
    return toJson(0);
  }

  private JsonNode toJson(int depth) {
    if (depth > MAX_DEPTH) {
      throw problem("nested more than " + MAX_DEPTH + " levels deep");
    }
    if (isMap()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields().forEach((key, value) -> object.set(key, value.toJson(depth + 1)));
      return object;
    }
    if (isList()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items().forEach(item -> array.add(item.toJson(depth + 1)));
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
