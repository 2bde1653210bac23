package org.drey.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
}
