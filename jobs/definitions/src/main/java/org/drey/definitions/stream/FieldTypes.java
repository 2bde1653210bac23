package org.drey.definitions.stream;

import java.util.List;
import org.apache.avro.Schema;
import org.drey.event.wire.Domain;
import org.drey.event.wire.DomainCheck;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.Range;

/** What the fields of an Avro schema are to rules, whether or not they may be null. */
final class FieldTypes {
  private FieldTypes() {}

  /**
   * How rules read a field.
   *
   * @throws IllegalStateException if it is of a type that rules cannot read
   */
  static FieldType type(String topic, Schema.Field field) {
    Schema.Type type = withoutNull(field.schema()).getType();
    return switch (type) {
      case INT, LONG -> FieldType.LONG;
      case DOUBLE -> FieldType.DOUBLE;
      case BOOLEAN -> FieldType.BOOLEAN;
      case ENUM -> FieldType.ENUM;
      case STRING -> FieldType.TEXT;
      case ARRAY -> FieldType.TEXT_LIST;
      default ->
          throw new IllegalStateException(
              topic + "." + field.name() + " is " + type + ", which rules cannot read");
    };
  }

  /** The symbols of an enum, in order of their ordinals; else none. */
  static List<String> symbols(Schema.Field field) {
    Schema of = withoutNull(field.schema());
    return of.getType() == Schema.Type.ENUM ? of.getEnumSymbols() : List.of();
  }

  /** The numbers that the check of a record lets a field be. */
  static Range range(Schema.Field field) {
    String domain = field.getProp(DomainCheck.DOMAIN);
    if (Domain.NON_NEGATIVE.name().equalsIgnoreCase(domain)) {
      return Range.NON_NEGATIVE;
    }
    return Domain.UNIT_INTERVAL.name().equalsIgnoreCase(domain) ? new Range(0, 1) : Range.ANY;
  }

  private static Schema withoutNull(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }
}
