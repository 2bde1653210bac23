package org.drey.local.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.yaml.YamlNode;

/**
 * Values of a stream's own fields, in place of those that follow from the people: symbols, numbers
 * and ranges of them, texts, true and false, and {@code null} where the field may be without one.
 */
public final class FieldValues {
  private static final Object NULL = new Object();
  private static final double THOUSANDTH = 0.001;

  private final Map<Integer, DrawnValue> byPosition = new LinkedHashMap<>();

  /** Reads those keys of a map that are fields of a stream. */
  FieldValues(Map<String, YamlNode> given, Schema stream) {
    given.forEach(
        (name, value) -> {
          Schema.Field field = stream.getField(name);
          if (field != null) {
            byPosition.put(field.pos(), DrawnValue.read(value, form(field.schema())));
          }
        });
  }

  /** Draws a value for each field; returns what puts them into records, into each the same. */
  public Consumer<SpecificRecordBase> drawn(Random random) {
    Map<Integer, Object> values = new LinkedHashMap<>();
    byPosition.forEach((position, value) -> values.put(position, value.from(random)));
    return event ->
        values.forEach((position, value) -> event.put(position, value == NULL ? null : value));
  }

  private static Function<String, Function<Random, Object>> form(Schema type) {
    return switch (type.getType()) {
      case UNION -> {
        var other = form(type.getTypes().get(1)); // all of them are null and something else
        yield text -> text.equals("null") ? random -> NULL : other.apply(text);
      }
      case LONG -> DrawnValue.Form.COUNT;
      case INT ->
          text -> DrawnValue.Form.COUNT.apply(text).andThen(value -> Math.toIntExact((long) value));
      case DOUBLE ->
          text -> DrawnValue.Form.FACTOR.apply(text).andThen(value -> (long) value * THOUSANDTH);
      case ENUM -> DrawnValue.symbol(SpecificData.get().getClass(type));
      case BOOLEAN -> DrawnValue.Form.FLAG;
      case STRING -> DrawnValue.Form.TEXT;
      default -> throw new IllegalArgumentException("no value of " + type);
    };
  }
}
