package org.drey.rules.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaReader;
import org.drey.yaml.YamlNode;

/** Matches an event with one selection or one condition. */
final class Selections {
  private Selections() {}

  /** One line of a selection, such as {@code payee|startswith: q}. */
  static boolean holds(String line, TestEvent event) {
    return holds(event, "s:", "  " + line, "condition: s");
  }

  /** The lines of a detection. */
  static boolean holds(TestEvent event, String... lines) {
    return test(condition(event.stream(), lines), event);
  }

  /** Whether the condition holds of the event; the index has to agree. */
  private static boolean test(EventPredicate condition, TestEvent event) {
    boolean direct = condition.test(event);
    RuleHits hits = new RuleHits();
    StreamMatcher.of(event.stream(), Map.of(0, condition)).match(event, hits);
    assertEquals(direct, !hits.isEmpty(), "the index agrees with the condition");
    return direct;
  }

  /** The condition of a detection of these lines. */
  static EventPredicate condition(StreamSchema stream, String... lines) {
    return conditions(stream, TestRules.detection("rule", stream.category(), lines)).get(0);
  }

  /** The conditions of documents, numbered in their order; a rule set would refuse some of them. */
  static Map<Integer, EventPredicate> conditions(StreamSchema stream, String... documents) {
    SigmaReader reader = new SigmaReader();
    List<SigmaDocument> read = reader.read(List.of(TestRules.file(documents)));
    assertEquals(List.of(), reader.problems());
    Map<Integer, EventPredicate> conditions = new LinkedHashMap<>();
    for (SigmaDocument document : read) {
      YamlNode detection = document.fields().get("detection");
      conditions.put(
          conditions.size(),
          DetectionCompiler.compile(detection, stream, TestRules.REFERENCE_SETS));
    }
    return conditions;
  }

  static void assertRefused(String reason, StreamSchema stream, String line) {
    TestRules.assertRefused(
        reason, TestRules.detection("rule", stream.category(), "s:", "  " + line, "condition: s"));
  }
}
