package org.drey.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;

/** A reader of values of one schema from JSON. The value is there and not null. */
@FunctionalInterface
interface JsonValue {
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
      throw new InvalidRecordException(RejectReason.MALFORMED, field, "text with half a character");
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
