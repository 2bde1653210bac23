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

final class TopicNamesTest {
  static final List<String> ALL = TopicNames.ALL;
  static final List<String> INPUTS = TopicNames.INPUTS;

  @ParameterizedTest
  @FieldSource("ALL")
  void nameClassAndSchemaBelongTogether(String topic) {
    assertSame(
        TopicNames.schema(topic),
        SpecificData.get().getSchema(TopicNames.recordClass(topic)),
        topic);
    boolean ownFile = !List.of(TopicNames.SHADOW_ALERTS, TopicNames.SPLASH_SIGNALS).contains(topic);
    assertEquals(ownFile, topic.equals(TopicNames.topicOf(TopicNames.recordClass(topic))), topic);
    assertEquals(ownFile, TopicNames.WITH_SCHEMA_FILE.contains(topic), topic);
  }

  @ParameterizedTest
  @FieldSource("INPUTS")
  void anInputStartsWithTheHeader(String topic) {
    assertEquals(
        List.of("event_id", "event_time", "provider", "token_domain", "key_version"),
        TopicNames.schema(topic).getFields().subList(0, 5).stream()
            .map(Schema.Field::name)
            .toList());
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyFieldKeepsTheConventions(String topic) {
    TopicNames.schema(topic).getFields().forEach(TopicNamesTest::assertConventions);
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
      schema.getElementType().getFields().forEach(TopicNamesTest::assertConventions);
    }
  }

  @Test
  void whatIsNoTopicIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TopicNames.schema("dns"));
    assertThrows(IllegalArgumentException.class, () -> TopicNames.recordClass("dns"));
    assertThrows(IllegalArgumentException.class, () -> TopicNames.topicOf(Reason.class));
  }
}
