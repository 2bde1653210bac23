package org.drey.definitions.stream;

import java.util.List;
import org.apache.avro.Schema;
import org.drey.event.DetailField;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.ValueDomain;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamField;

/** The fields of a stream's Avro schema as rules see them. */
final class RuleFields {
  /** Property of a field that names an entity, where the kind varies: the field that says it. */
  private static final String KIND_IN = "kind_in";

  /**
   * Property of a field whose values anyone who is seen can make up: see {@link StreamField#raw}.
   */
  private static final String RAW = "raw";

  /** Property of a text that is made up to name something, and says nothing by itself. */
  private static final String TOKEN = "token";

  private static final String REALM = "token_domain";

  private RuleFields() {}

  /**
   * A field with its properties.
   *
   * @throws IllegalStateException if it is of a type that rules cannot read
   */
  static StreamField of(String topic, Schema.Field field) {
    String kind = field.getProp(DetailField.ENTITY);
    return new StreamField(
        field.name(),
        type(topic, field),
        symbols(field),
        kind == null ? null : EntityKind.valueOf(kind),
        field.getProp(KIND_IN),
        range(field),
        "true".equals(field.getProp(RAW)),
        hasKeywords(topic, field));
  }

  /** Texts that say what happened: no tokens, and not the realm that made them. */
  private static boolean hasKeywords(String topic, Schema.Field field) {
    FieldType type = type(topic, field);
    return (type == FieldType.TEXT || type == FieldType.TEXT_LIST)
        && !"true".equals(field.getProp(TOKEN))
        && !field.name().equals(REALM);
  }

  private static FieldType type(String topic, Schema.Field field) {
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
  private static List<String> symbols(Schema.Field field) {
    Schema of = withoutNull(field.schema());
    return of.getType() == Schema.Type.ENUM ? of.getEnumSymbols() : List.of();
  }

  /** The numbers that the check of a record lets a field be. */
  private static NumberRange range(Schema.Field field) {
    String domain = field.getProp(DomainCheck.DOMAIN);
    if (ValueDomain.NON_NEGATIVE.name().equalsIgnoreCase(domain)) {
      return NumberRange.NON_NEGATIVE;
    }
    return ValueDomain.UNIT_INTERVAL.name().equalsIgnoreCase(domain)
        ? new NumberRange(0, 1)
        : NumberRange.ANY;
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
