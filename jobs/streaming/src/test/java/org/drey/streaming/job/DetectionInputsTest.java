package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;

/** Which streams a live detection job reads, and by which it has the time. */
final class DetectionInputsTest {
  private static final List<String> OTHERS =
      List.of(
          TopicNames.PAYMENTS,
          TopicNames.LIVESTREAM_SESSIONS,
          TopicNames.EXTERNAL_SIGNALS,
          TopicNames.BLOCKLIST_HITS);

  private static DreyConfiguration declared(String payments, String livestreams) {
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>();
    TopicNames.INPUTS.forEach(topic -> streams.put(topic, stream("test")));
    streams.put(TopicNames.PAYMENTS, stream(payments));
    streams.put(TopicNames.LIVESTREAM_SESSIONS, stream(livestreams));
    return DreyConfiguration.DEFAULT.withStreams(streams);
  }

  private static DreyConfiguration.Stream stream(String basis) {
    return new DreyConfiguration.Stream(basis, null, List.of());
  }

  private static RuleSet rules(String selection) {
    String rule =
        """
        title: One
        id: 00000000-0000-4000-8000-000000000001
        status: stable
        """
            + selection;
    return StreamRegistry.compile(List.of(new RuleFile("one.yml", rule)), declared("test", "test"));
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
    DreyConfiguration all = declared("test", "test");
    var inputs = DetectionInputs.besideBlocklistJob(ofPayments(), all);
    assertEquals(OTHERS, topics(inputs, inputs::reads));
    assertEquals(OTHERS, topics(inputs, inputs::reports));
    assertEquals(6, inputs.streams().size());
    assertEquals(
        List.of(TopicNames.PAYMENTS, TopicNames.LIVESTREAM_SESSIONS),
        topics(inputs, inputs::drivesClock));
  }

  @Test
  void whatARuleReadsIsReadAndReportedElsewhere() {
    var inputs = DetectionInputs.besideBlocklistJob(ofQueries(), declared("test", "test"));
    assertEquals(
        List.of(
            TopicNames.DNS_QUERIES,
            TopicNames.PAYMENTS,
            TopicNames.LIVESTREAM_SESSIONS,
            TopicNames.EXTERNAL_SIGNALS,
            TopicNames.BLOCKLIST_HITS),
        topics(inputs, inputs::reads));
    assertEquals(OTHERS, topics(inputs, inputs::reports));
    assertEquals(
        List.of(TopicNames.DNS_QUERIES, TopicNames.PAYMENTS, TopicNames.LIVESTREAM_SESSIONS),
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
    List<String> read = List.of(TopicNames.EXTERNAL_SIGNALS, TopicNames.BLOCKLIST_HITS);
    assertEquals(read, topics(inputs, inputs::reads));
    assertEquals(read, topics(inputs, inputs::drivesClock));
  }
}
