package org.drey.event;

import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event that stays with its findings, so that an alert can show it or link what it
 * names.
 *
 * @param number of the field among those of its stream, 0 to 255; never that of another later
 * @param name in the stream, and in the record of an alert
 * @param kind the kind of entity that it names; null if it names none
 * @param isAlwaysNamed whether each event names that entity
 * @param ofNull the value that null means, and which is kept as null; null if it means none
 * @param symbols those of an enum, by their numbers; else none
 */
@NullMarked
public record DetailField(
    int number,
    String name,
    @Nullable EntityKind kind,
    boolean isAlwaysNamed,
    @Nullable String ofNull,
    List<String> symbols) {
  /** Property of a stream's field that names an entity: its kind. */
  public static final String ENTITY = "entity";

  private static final String NULL_MEANS = "null_means";

  static DetailField of(int number, String name, Schema.@Nullable Field field) {
    String kind = field == null ? null : field.getProp(ENTITY);
    boolean isAlwaysNamed = field != null && kind != null && !field.schema().isNullable();
    return new DetailField(
        number,
        name,
        kind == null ? null : EntityKind.valueOf(kind),
        isAlwaysNamed,
        field == null ? null : field.getProp(NULL_MEANS),
        field == null ? List.of() : symbols(field.schema()));
  }

  private static List<String> symbols(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> List.copyOf(schema.getEnumSymbols());
      case UNION -> schema.getTypes().stream().flatMap(one -> symbols(one).stream()).toList();
      default -> List.of();
    };
  }
}
