package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.Streams;
import org.drey.event.Topics;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;

/** Which streams a live detection job reads, and by which it has the time. */
final class DetectionInputsTest {
  private static final List<String> OTHERS =
      List.of(
          Topics.PAYMENTS,
          Topics.LIVESTREAM_SESSIONS,
          Topics.EXTERNAL_SIGNALS,
          Topics.BLOCKLIST_HITS);

  private static Configuration declared(String payments, String livestreams) {
    Map<String, Configuration.Stream> streams = new HashMap<>();
    Topics.INPUTS.forEach(topic -> streams.put(topic, stream("test")));
    streams.put(Topics.PAYMENTS, stream(payments));
    streams.put(Topics.LIVESTREAM_SESSIONS, stream(livestreams));
    return Configuration.DEFAULT.withStreams(streams);
  }

  private static Configuration.Stream stream(String basis) {
    return new Configuration.Stream(basis, null, List.of());
  }

  private static RuleSet rules(String selection) {
    String rule =
        """
        title: One
        id: 00000000-0000-4000-8000-000000000001
        status: stable
        """
            + selection;
    return Streams.compile(List.of(new RuleFile("one.yml", rule)), declared("test", "test"));
  }

  private static RuleSet ofPayments() {
    return rules(
        """
        logsource: {category: payment}
        detection: {it: {status: COMPLETED}, condition: it}
        """);
  }

  private static RuleSet ofQueries() {
    return rules(
        """
        logsource: {category: dns}
        detection: {it: {query: watched.example}, condition: it}
        """);
  }

  private static List<String> topics(
      DetectionInputs inputs, Predicate<StreamDefinition<?>> condition) {
    return inputs.streams().stream().filter(condition).map(StreamDefinition::topic).toList();
  }

  @Test
  void whatNoRuleReadsAndAnotherJobReportsIsNotRead() {
    Configuration all = declared("test", "test");
    var inputs = DetectionInputs.besideBlocklistJob(ofPayments(), all);
    assertEquals(OTHERS, topics(inputs, inputs::reads));
    assertEquals(OTHERS, topics(inputs, inputs::reports));
    assertEquals(6, inputs.streams().size());
    assertEquals(
        List.of(Topics.PAYMENTS, Topics.LIVESTREAM_SESSIONS), topics(inputs, inputs::drivesClock));
  }

  @Test
  void whatARuleReadsIsReadAndReportedElsewhere() {
    var inputs = DetectionInputs.besideBlocklistJob(ofQueries(), declared("test", "test"));
    assertEquals(
        List.of(
            Topics.DNS_QUERIES,
            Topics.PAYMENTS,
            Topics.LIVESTREAM_SESSIONS,
            Topics.EXTERNAL_SIGNALS,
            Topics.BLOCKLIST_HITS),
        topics(inputs, inputs::reads));
    assertEquals(OTHERS, topics(inputs, inputs::reports));
    assertEquals(
        List.of(Topics.DNS_QUERIES, Topics.PAYMENTS, Topics.LIVESTREAM_SESSIONS),
        topics(inputs, inputs::drivesClock));
  }

  @Test
  void withoutABlocklistJobEveryStreamIsReadForItsDeadLetters() {
    var inputs = DetectionInputs.alone(ofPayments(), declared("test", "test"));
    assertEquals(6, topics(inputs, inputs::reads).size());
    assertEquals(6, topics(inputs, inputs::reports).size());
  }

  @Test
  void whereNothingIsReadThatUsuallyDrivesTheClockAllThatIsReadDoes() {
    var inputs = DetectionInputs.besideBlocklistJob(ofPayments(), declared("none", "none"));
    List<String> read = List.of(Topics.EXTERNAL_SIGNALS, Topics.BLOCKLIST_HITS);
    assertEquals(read, topics(inputs, inputs::reads));
    assertEquals(read, topics(inputs, inputs::drivesClock));
  }
}
