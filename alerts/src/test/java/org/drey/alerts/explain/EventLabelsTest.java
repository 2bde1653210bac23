package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;

final class EventLabelsTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Made", "fields": [
                {"name": "subject", "type": "string"},
                {"name": "bank", "type": ["null", "string"], "label": "bank in"},
                {"name": "days", "type": ["null", "long"], "label": "days before"}
              ]}
              """);

  private static GenericData.Record made(String bank, Long days) {
    GenericData.Record made = new GenericData.Record(SCHEMA);
    made.put("subject", "p1");
    made.put("bank", bank);
    made.put("days", days);
    return made;
  }

  @Test
  void eachFieldWithALabelAndAValueIsSaid() {
    assertEquals("; bank in: DE; days before: 3", EventLabels.of(made("DE", 3L)));
    assertEquals("; days before: 3", EventLabels.of(made(null, 3L)));
    assertEquals("", EventLabels.of(made(null, null)));
  }

  @Test
  void noEntityHasALabel() {
    for (String topic : TopicNames.ALL) {
      DetailFields fields = DetailFields.of(topic);
      for (int i = 0; fields != null && i < fields.shown().size(); i++) {
        DetailField field = fields.shown().get(i);
        if (fields.schema().getFields().get(i).getProp("label") != null) {
          assertNull(field.kind(), field.name());
        }
      }
    }
  }
}
