package org.drey.local.people;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
  /** Fields that follow from the world alone. */
  private static final Set<String> DERIVED = Set.of("event_id", "event_time");

  private static final Object NULL = new Object();
  private static final double THOUSANDTH = 0.001;

  private final Map<Integer, DrawnValue> byPosition = new LinkedHashMap<>();

  /** Reads those keys of a map that are fields of a stream. */
  FieldValues(YamlNode map, Schema stream) {
    Set<String> names = names(stream);
    if (!map.isNothing()) {
      map.fields()
          .forEach(
              (name, value) -> {
                if (names.contains(name)) {
                  Schema.Field field = stream.getField(name);
                  byPosition.put(field.pos(), DrawnValue.read(value, form(field.schema())));
                }
              });
    }
  }

  /** Returns the names of the fields of a stream that can be given. */
  static Set<String> names(Schema stream) {
    Set<String> names = new HashSet<>();
    stream.getFields().forEach(field -> names.add(field.name()));
    names.removeAll(DERIVED);
    return names;
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
      case LONG -> type.getLogicalType() == null ? ValueForm.COUNT : FieldValues::refuse;
      case INT ->
          text -> ValueForm.COUNT.apply(text).andThen(value -> Math.toIntExact((long) value));
      case DOUBLE ->
          text -> ValueForm.FACTOR.apply(text).andThen(value -> (long) value * THOUSANDTH);
      case ENUM -> ValueForm.symbol(SpecificData.get().getClass(type));
      case BOOLEAN -> ValueForm.FLAG;
      case STRING -> FieldValues::text;
      default -> FieldValues::refuse;
    };
  }

  private static Function<Random, Object> text(String text) {
    if (text.equals("null")) {
      throw new IllegalArgumentException("this field cannot be null");
    }
    return random -> text;
  }

  private static Function<Random, Object> refuse(String text) {
    throw new IllegalArgumentException("this field cannot be given");
  }
}
