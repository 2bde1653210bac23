package org.drey.event.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.drey.event.GroupValue;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;

/** The group of a finding as a JSON object: its fields, each with a value of its type. */
final class JsonGroup {
  private static final String ITEM = GroupValue.getClassSchema().getFullName();

  private JsonGroup() {}

  /** Returns whether a schema is that of a group. */
  static boolean is(Schema schema) {
    return schema.getType() == Schema.Type.ARRAY
        && schema.getElementType().getType() == Schema.Type.RECORD
        && schema.getElementType().getFullName().equals(ITEM);
  }

  static void write(Collection<?> group, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Object one : group) {
      GroupValue value = (GroupValue) one;
      json.writeFieldName(value.getField());
      if (value.getText()) {
        json.writeString(value.getValue());
      } else {
        writeLiteral(value.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  private static void writeLiteral(String value, JsonGenerator json) throws IOException {
    if (value.equals("true") || value.equals("false")) {
      json.writeBoolean(Boolean.parseBoolean(value));
      return;
    }
    try {
      json.writeNumber(new BigDecimal(value));
    } catch (NumberFormatException e) {
      json.writeString(value); // of a topic that others write, too
    }
  }

  static List<GroupValue> read(JsonNode node, String field) throws InvalidRecordException {
    if (!node.isObject()) {
      throw new InvalidRecordException(RejectReason.WRONG_TYPE, field, "an object");
    }
    List<GroupValue> group = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      JsonNode value = one.getValue();
      if (!value.isValueNode() || value.isNull()) {
        throw new InvalidRecordException(
            RejectReason.WRONG_TYPE, field, "texts, numbers and truth values");
      }
      group.add(new GroupValue(one.getKey(), value.asText(), value.isTextual()));
    }
    return group;
  }
}
