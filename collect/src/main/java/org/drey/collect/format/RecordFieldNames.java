package org.drey.collect.format;

import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;

/** Names under which a format may say something of a record. */
final class RecordFieldNames {
  private RecordFieldNames() {}

  /** Refuses a name that a stream does not have, or that is not the format's to fill. */
  static void check(Schema schema, String field, YamlNode value) {
    if (RecordFormat.OPTIONS.contains(field)) {
      throw value.problem("'" + field + "' is not the format's, but an option of the command");
    }
    TreeSet<String> known = new TreeSet<>(List.of(RecordFormat.CLIENT, RecordFormat.PORT));
    schema.getFields().forEach(one -> known.add(one.name()));
    if (known.contains(RecordFormat.SESSION)) {
      known.addAll(List.of(ObservedLine.VIEWER, ObservedLine.VIEWERS_NOW));
    }
    RecordFormat.OPTIONS.forEach(known::remove);
    if (!known.contains(field)) {
      throw value.problem(
          "the stream has no field '"
              + field
              + "'"
              + NameSuggestions.didYouMean(field, known)
              + "; there are "
              + String.join(", ", known));
    }
  }
}
