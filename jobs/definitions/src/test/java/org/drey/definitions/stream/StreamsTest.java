package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.drey.event.Topics;
import org.drey.rules.schema.Range;
import org.drey.rules.schema.StreamSchema;
import org.junit.jupiter.api.Test;

/** What is read is what is written: a topic cannot be forgotten. */
final class StreamsTest {
  @Test
  void everyTopicThatProvidersWriteIsAStreamAndSoAreHits() {
    List<String> written = new ArrayList<>(Topics.INPUTS);
    written.add(Topics.BLOCKLIST_HITS);
    assertEquals(written, Streams.all().stream().map(StreamDefinition::topic).toList());
  }

  @Test
  void aStreamHasTheRecordsOfItsTopicAndItsOwnCategory() {
    HashSet<String> categories = new HashSet<>();
    for (StreamDefinition<?> stream : Streams.all()) {
      assertEquals(Topics.recordClass(stream.topic()), stream.type());
      categories.add(stream.schema().category());
    }
    assertEquals(Streams.all().size(), categories.size(), categories::toString);
  }

  private static Range range(String topic, String field) {
    StreamSchema schema =
        Streams.all().stream()
            .filter(stream -> stream.topic().equals(topic))
            .findAny()
            .orElseThrow()
            .schema();
    return schema.fields().get(schema.slot(field)).range();
  }

  /** What no event has, no rule need be tried on. */
  @Test
  void numbersAreOfTheRangesThatTheirChecksAndDerivationsHave() {
    assertEquals(Range.NON_NEGATIVE, range(Topics.PAYMENTS, "amount_minor"));
    assertEquals(Range.NON_NEGATIVE, range(Topics.PAYMENTS, "amount"));
    assertEquals(new Range(0, 1), range(Topics.EXTERNAL_SIGNALS, "confidence"));
    assertEquals(new Range(0, 23), range(Topics.PAYMENTS, "payer_local_hour"));
    assertEquals(Range.ANY, range(Topics.PAYMENTS, "payee_tenure_days"));
  }
}
