package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.drey.event.TopicNames;
import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamSchema;
import org.junit.jupiter.api.Test;

/** What is read is what is written: a topic cannot be forgotten. */
final class StreamRegistryTest {
  @Test
  void everyTopicThatProvidersWriteIsAStreamAndSoAreHits() {
    List<String> written = new ArrayList<>(TopicNames.INPUTS);
    written.add(TopicNames.BLOCKLIST_HITS);
    assertEquals(written, StreamRegistry.all().stream().map(StreamDefinition::topic).toList());
  }

  @Test
  void aStreamHasTheRecordsOfItsTopicAndItsOwnCategory() {
    HashSet<String> categories = new HashSet<>();
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      assertEquals(TopicNames.recordClass(stream.topic()), stream.type());
      categories.add(stream.schema().category());
    }
    assertEquals(StreamRegistry.all().size(), categories.size(), categories::toString);
  }

  private static NumberRange range(String topic, String field) {
    StreamSchema schema =
        StreamRegistry.all().stream()
            .filter(stream -> stream.topic().equals(topic))
            .findAny()
            .orElseThrow()
            .schema();
    return schema.fields().get(schema.slot(field)).range();
  }

  /** What no event has, no rule need be tried on. */
  @Test
  void numbersAreOfTheRangesThatTheirChecksAndDerivationsHave() {
    assertEquals(NumberRange.NON_NEGATIVE, range(TopicNames.PAYMENTS, "amount_minor"));
    assertEquals(NumberRange.NON_NEGATIVE, range(TopicNames.PAYMENTS, "amount"));
    assertEquals(new NumberRange(0, 1), range(TopicNames.EXTERNAL_SIGNALS, "confidence"));
    assertEquals(new NumberRange(0, 23), range(TopicNames.PAYMENTS, "payer_local_hour"));
    assertEquals(NumberRange.ANY, range(TopicNames.PAYMENTS, "payee_tenure_days"));
  }
}
