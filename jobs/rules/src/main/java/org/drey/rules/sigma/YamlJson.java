package org.drey.rules.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.drey.yaml.YamlNode;

/** YAML as JSON. */
public final class YamlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlJson() {}

  /** The same value. */
  public static JsonNode of(YamlNode node) {
    if (node.isMap()) {
      ObjectNode object = JSON.objectNode();
      node.fields().forEach((key, value) -> object.set(key, of(value)));
      return object;
    }
    if (node.isList()) {
      ArrayNode array = JSON.arrayNode();
      node.items().forEach(item -> array.add(of(item)));
      return array;
    }
    Object value = node.scalar();
    if (value instanceof Boolean bool) {
      return JSON.booleanNode(bool);
    }
    if (value instanceof Long number) {
      return JSON.numberNode(number);
    }
    if (value instanceof BigDecimal number) {
      return JSON.numberNode(number);
    }
    return value == null ? JSON.nullNode() : JSON.textNode((String) value);
  }
}
