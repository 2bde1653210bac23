package org.drey.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class TopicsTest {
  static final List<String> ALL = Topics.ALL;
  static final List<String> INPUTS = Topics.INPUTS;

  @ParameterizedTest
  @FieldSource("ALL")
  void nameClassAndSchemaBelongTogether(String topic) {
    assertSame(
        Topics.schema(topic), SpecificData.get().getSchema(Topics.recordClass(topic)), topic);
    boolean ownFile = !List.of(Topics.SHADOW_ALERTS, Topics.SPLASH_SIGNALS).contains(topic);
    assertEquals(ownFile, topic.equals(Topics.topicOf(Topics.recordClass(topic))), topic);
    assertEquals(ownFile, Topics.WITH_SCHEMA_FILE.contains(topic), topic);
  }

  @ParameterizedTest
  @FieldSource("INPUTS")
  void anInputStartsWithTheHeader(String topic) {
    assertEquals(
        List.of("event_id", "event_time", "provider", "token_domain", "key_version"),
        Topics.schema(topic).getFields().subList(0, 5).stream().map(Schema.Field::name).toList());
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyFieldKeepsTheConventions(String topic) {
    Topics.schema(topic).getFields().forEach(TopicsTest::assertConventions);
  }

  private static void assertConventions(Schema.Field field) {
    assertTrue(field.name().matches("[a-z]+(_[a-z]+)*"), field.name());
    assertNotNull(field.doc(), field.name());
    Schema schema = field.schema();
    if (schema.isNullable()) {
      assertEquals(Schema.Type.NULL, schema.getTypes().get(0).getType(), field.name());
      assertEquals(2, schema.getTypes().size(), field.name());
      assertTrue(field.hasDefaultValue(), field.name());
    }
    if (schema.getType() == Schema.Type.ENUM) {
      assertEquals("UNKNOWN", schema.getEnumDefault(), field.name());
      assertFalse(field.hasDefaultValue(), field.name() + ": a required enum has no default");
    }
    if (schema.getType() == Schema.Type.ARRAY
        && schema.getElementType().getType() == Schema.Type.RECORD) {
      schema.getElementType().getFields().forEach(TopicsTest::assertConventions);
    }
  }

  @Test
  void whatIsNoTopicIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Topics.schema("dns"));
    assertThrows(IllegalArgumentException.class, () -> Topics.recordClass("dns"));
    assertThrows(IllegalArgumentException.class, () -> Topics.topicOf(Reason.class));
  }
}
