package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams that drive the clock of a job. */
final class DrivingStreamsTest {
  @Test
  void queriesPaymentsAndSessionsDriveIt() {
    assertEquals(
        List.of("dns-queries", "payments", "livestream-sessions"),
        topics(StreamRegistry.driving(StreamRegistry.all())));
  }

  @Test
  void whereNoneOfThemIsReadTheOthersDriveIt() {
    List<StreamDefinition<?>> reports =
        StreamRegistry.all().stream().filter(stream -> !stream.drivesClock()).toList();

    assertEquals(topics(reports), topics(StreamRegistry.driving(reports)));
  }

  private static List<String> topics(List<StreamDefinition<?>> streams) {
    return streams.stream().map(StreamDefinition::topic).toList();
  }
}
