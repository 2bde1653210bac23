package org.drey.collect.format;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record, and where its value comes from.
 *
 * @param field in the schema
 * @param source the origin of the value; null if the format has none
 * @param absent what stands for a value that the line does not have
 * @param isRequired whether a record without a value for this is none
 */
record RecordField(
    Schema.Field field,
    @Nullable ValueSource source,
    Typed typed,
    @Nullable Object absent,
    boolean isList,
    boolean isRequired) {
  /** A text as a value of a type; an {@link IllegalArgumentException} if it is none. */
  interface Typed {
    Object of(String text);
  }

  static RecordField of(Schema.Field field, SpecificData model, @Nullable ValueSource source) {
    Schema type = plain(field.schema());
    Object absent = absent(field, model);
    return new RecordField(
        field,
        source,
        typed(type, model),
        absent,
        type.getType() == Schema.Type.ARRAY,
        absent == null && !field.schema().isNullable());
  }

  /** A field of text that may be left to the collector. */
  static RecordField optional(Schema.Field field, @Nullable ValueSource source) {
    return new RecordField(field, source, text -> text, "", false, false);
  }

  /**
   * A field that the collector knows where a line does not say it.
   *
   * @param absent until then
   */
  static RecordField later(
      Schema.Field field,
      SpecificData model,
      @Nullable ValueSource source,
      @Nullable Object absent) {
    return new RecordField(
        field, source, typed(plain(field.schema()), model), absent, false, false);
  }

  /** The type without null. */
  static Schema plain(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  private static @Nullable Object absent(Schema.Field field, SpecificData model) {
    Schema type = plain(field.schema());
    if (field.hasDefaultValue()) {
      return model.getDefaultValue(field);
    }
    return switch (type.getType()) {
      case ENUM -> constants(type, model).get("UNKNOWN");
      case ARRAY -> List.of();
      default -> null;
    };
  }

  private static Typed typed(Schema type, SpecificData model) {
    return switch (type.getType()) {
      case STRING -> text -> text;
      case INT -> Integer::valueOf;
      case LONG -> type.getLogicalType() == null ? Long::valueOf : RecordField::time;
      case DOUBLE -> Double::valueOf;
      case BOOLEAN -> RecordField::truth;
      case ENUM -> symbols(constants(type, model));
      case ARRAY -> typed(type.getElementType(), model);
      default -> throw new IllegalArgumentException("a line cannot say a " + type.getType());
    };
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static Boolean truth(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  private static Map<String, Object> constants(Schema type, SpecificData model) {
    return Arrays.stream(model.getClass(type).getEnumConstants())
        .collect(Collectors.toMap(Object::toString, Function.identity()));
  }

  private static Typed symbols(Map<String, Object> constants) {
    return text -> {
      Object constant = constants.get(text);
      if (constant == null) {
        throw new IllegalArgumentException("none of " + constants.keySet());
      }
      return constant;
    };
  }

  /** The value in a line. */
  @Nullable Object value(LineValues line) throws RefusedLineException {
    if (source == null) {
      return absent;
    }
    if (isList) {
      return source.texts(line);
    }
    String text = source.text(line);
    if (text == null && isRequired) {
      throw new RefusedLineException(RefusalReason.MISSING_FIELD, field.name(), "required");
    }
    try {
      return text == null ? absent : typed.of(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, field.name(), wanted());
    }
  }

  private String wanted() {
    Schema type = plain(field.schema());
    return type.getType() == Schema.Type.ENUM
        ? "one of " + type.getEnumSymbols()
        : "a value of type " + type.getType().getName();
  }
}
