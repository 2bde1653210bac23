package org.drey.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.jspecify.annotations.Nullable;

/** A reader of records of one schema from JSON objects. */
final class JsonRecord {
  private final Schema schema;
  private final SpecificData model;
  private final List<Member> members;

  JsonRecord(Schema schema, SpecificData model) {
    this.schema = schema;
    this.model = model;
    this.members = schema.getFields().stream().map(field -> Member.of(field, model)).toList();
  }

  /**
   * Reads the fields of the schema and ignores others.
   *
   * @param path dotted path of the object, empty for the whole line
   */
  SpecificRecord read(JsonNode node, String path) throws InvalidRecordException {
    if (!node.isObject()) {
      throw new InvalidRecordException(RejectReason.WRONG_TYPE, path, "an object");
    }
    SpecificRecord datum = (SpecificRecord) model.newRecord(null, schema);
    for (Member member : members) {
      datum.put(member.field().pos(), read(member, node, path));
    }
    return datum;
  }

  private @Nullable Object read(Member member, JsonNode node, String path)
      throws InvalidRecordException {
    Schema.Field field = member.field();
    JsonNode child = node.get(field.name());
    if (child == null && field.hasDefaultValue()) {
      return model.deepCopy(field.schema(), model.getDefaultValue(field));
    }
    String name = path.isEmpty() ? field.name() : path + "." + field.name();
    if (child != null && !child.isNull()) {
      return member.value().read(child, name);
    }
    if (field.schema().isNullable()) {
      return null;
    }
    throw new InvalidRecordException(RejectReason.MISSING_FIELD, name, "required");
  }

  private record Member(Schema.Field field, JsonValue value) {
    static Member of(Schema.Field field, SpecificData model) {
      return new Member(field, JsonValue.of(withoutNull(field.schema()), model));
    }

    private static Schema withoutNull(Schema schema) {
      if (!schema.isUnion()) {
        return schema;
      }
      List<Schema> types =
          schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
      if (types.size() != 1) {
        throw new IllegalArgumentException("a union may be of null and one type, not " + schema);
      }
      return types.get(0);
    }
  }

  /** A reader of values of one schema from JSON. The value is there and not null. */
  @FunctionalInterface
  private interface JsonValue {
    Object read(JsonNode node, String field) throws InvalidRecordException;

    /** The reading of a schema, worked out once. */
    static JsonValue of(Schema schema, SpecificData model) {
      return switch (schema.getType()) {
        case STRING -> JsonValue::text;
        case BOOLEAN -> JsonValue::truth;
        case INT -> JsonValue::int32;
        case LONG ->
            schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                ? JsonTime::read
                : JsonValue::int64;
        case DOUBLE -> JsonValue::number;
        case ENUM -> symbols(schema, model);
        case ARRAY ->
            JsonGroup.is(schema) ? JsonGroup::read : array(of(schema.getElementType(), model));
        case RECORD -> new JsonRecord(schema, model)::read;
        default -> throw new IllegalArgumentException("JSON lines have no " + schema.getType());
      };
    }

    private static String text(JsonNode node, String field) throws InvalidRecordException {
      if (!node.isTextual()) {
        throw wrongType(field, "text");
      }
      String text = node.textValue();
      if (hasLoneSurrogate(text)) {
        throw new InvalidRecordException(
            RejectReason.MALFORMED, field, "text with half a character");
      }
      return text;
    }

    private static Boolean truth(JsonNode node, String field) throws InvalidRecordException {
      if (!node.isBoolean()) {
        throw wrongType(field, "true or false");
      }
      return node.booleanValue();
    }

    private static Integer int32(JsonNode node, String field) throws InvalidRecordException {
      requireWhole(node, field);
      if (!node.canConvertToInt()) {
        throw outOfRange(field, "32 bits");
      }
      return node.intValue();
    }

    private static Long int64(JsonNode node, String field) throws InvalidRecordException {
      requireWhole(node, field);
      if (!node.canConvertToLong()) {
        throw outOfRange(field, "64 bits");
      }
      return node.longValue();
    }

    private static Double number(JsonNode node, String field) throws InvalidRecordException {
      if (!node.isNumber()) {
        throw wrongType(field, "a number");
      }
      double value = node.doubleValue();
      if (!Double.isFinite(value)) {
        throw outOfRange(field, "a double");
      }
      return value;
    }

    private static JsonValue symbols(Schema schema, SpecificData model) {
      Map<String, Object> constants = new HashMap<>();
      for (Object constant : model.getClass(schema).getEnumConstants()) {
        constants.put(constant.toString(), constant);
      }
      return (node, field) -> {
        if (!node.isTextual()) {
          throw wrongType(field, "text");
        }
        Object constant = constants.get(node.textValue());
        if (constant == null) {
          throw new InvalidRecordException(
              RejectReason.UNKNOWN_SYMBOL, field, "one of " + schema.getEnumSymbols());
        }
        return constant;
      };
    }

    private static JsonValue array(JsonValue element) {
      return (node, field) -> {
        if (!node.isArray()) {
          throw wrongType(field, "an array");
        }
        List<Object> values = new ArrayList<>(node.size());
        for (JsonNode child : node) {
          if (child.isNull()) {
            throw new InvalidRecordException(
                RejectReason.MISSING_FIELD, field, "no null among the elements");
          }
          values.add(element.read(child, field));
        }
        return values;
      };
    }

    private static void requireWhole(JsonNode node, String field) throws InvalidRecordException {
      if (!node.isIntegralNumber()) {
        throw wrongType(field, "a whole number");
      }
    }

    /** Half of a pair cannot be written as UTF-8: two such texts would become one. */
    private static boolean hasLoneSurrogate(String text) {
      boolean pairOpen = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (Character.isLowSurrogate(c) != pairOpen) {
          return true;
        }
        pairOpen = Character.isHighSurrogate(c);
      }
      return pairOpen;
    }

    private static InvalidRecordException wrongType(String field, String expectation) {
      return new InvalidRecordException(RejectReason.WRONG_TYPE, field, expectation);
    }

    private static InvalidRecordException outOfRange(String field, String expectation) {
      return new InvalidRecordException(RejectReason.OUT_OF_RANGE, field, "within " + expectation);
    }
  }
}
