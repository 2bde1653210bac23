package org.drey.collect.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** The fields of a record that a line filled, and those that it left empty. */
public final class LineFields {
  private LineFields() {}

  /** Returns the names of those that a line may fill. */
  public static List<String> names(SpecificRecordBase event) {
    return event.getSchema().getFields().stream()
        .filter(field -> !field.hasDefaultValue() || field.schema().isNullable())
        .map(Schema.Field::name)
        .filter(name -> !RecordFormat.OPTIONS.contains(name))
        .toList();
  }

  /** Returns the filled ones as texts, in the order of the schema. */
  public static Map<String, List<String>> said(SpecificRecordBase event) {
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (Schema.Field field : event.getSchema().getFields()) {
      Object value = event.get(field.pos());
      if (!isSilent(field, value)) {
        said.put(
            field.name(),
            value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(String::valueOf).toList())
                : List.of(String.valueOf(value)));
      }
    }
    return said;
  }

  private static boolean isSilent(Schema.Field field, @Nullable Object value) {
    return value == null
        || value.toString().isEmpty()
        || value.toString().equals("UNKNOWN")
        || (value instanceof List<?> list && list.isEmpty())
        || (field.name().equals(RecordFormat.VIEWERS) && value.equals(ObservedLine.NO_COUNT))
        || (field.hasDefaultValue() && value.equals(SpecificData.get().getDefaultValue(field)));
  }
}
