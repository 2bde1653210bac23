package org.drey.streams.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.drey.event.Topics;
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
}
