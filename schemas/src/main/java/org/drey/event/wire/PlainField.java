package org.drey.event.wire;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A field as far as a {@link RecordGlance} has to know it, with the bounds that {@link DomainCheck}
 * has.
 *
 * @param nullBranch which branch of its union is null, or {@link #NEVER_NULL}
 * @param least the least value of a number, or length of a text in bytes
 * @param most the greatest value, or length of a text, also of each in a list
 * @param maxItems how many texts a list may have
 */
record PlainField(Kind kind, int nullBranch, long least, long most, int maxItems) {
  static final int NEVER_NULL = -1;

  enum Kind {
    TEXT,
    TEXTS,
    /** An int, a long, or the number of a symbol. */
    NUMBER,
    BOOLEAN
  }

  /** Empty if it is of any other type, or its value is checked for more than its size. */
  static Optional<PlainField> of(Schema.Field field) {
    Schema schema = field.schema();
    boolean isOneType = !schema.isUnion() || (schema.isNullable() && schema.getTypes().size() == 2);
    if (!isOneType || field.getProp(DomainCheck.DOMAIN) != null) {
      return Optional.empty();
    }
    int nullBranch = schema.isNullable() ? schema.getIndexNamed("null") : NEVER_NULL;
    Schema type = SchemaChecks.withoutNull(schema);
    return switch (type.getType()) {
      case STRING -> {
        int least = SchemaChecks.isToken(field) ? 1 : 0;
        yield bounded(Kind.TEXT, nullBranch, least, SchemaChecks.max(field));
      }
      case ARRAY ->
          type.getElementType().getType() == Schema.Type.STRING
              ? Optional.of(
                  new PlainField(
                      Kind.TEXTS,
                      nullBranch,
                      0,
                      SchemaChecks.max(field),
                      SchemaChecks.maxItems(field)))
              : Optional.empty();
      case LONG -> bounded(Kind.NUMBER, nullBranch, Long.MIN_VALUE, Long.MAX_VALUE);
      case INT -> bounded(Kind.NUMBER, nullBranch, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case ENUM -> bounded(Kind.NUMBER, nullBranch, 0, type.getEnumSymbols().size() - 1);
      case BOOLEAN -> bounded(Kind.BOOLEAN, nullBranch, 0, 1);
      default -> Optional.empty();
    };
  }

  private static Optional<PlainField> bounded(Kind kind, int nullBranch, long least, long most) {
    return Optional.of(new PlainField(kind, nullBranch, least, most, 0));
  }
}
