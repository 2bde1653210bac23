package org.drey.rules.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.StreamSchema;

/** Holds an event against one selection or one condition. */
final class Selections {
  private Selections() {}

  /** One line of a selection, such as {@code payee|startswith: q}. */
  static boolean holds(String line, TestEvent event) {
    return holds(event, "s:", "  " + line, "condition: s");
  }

  /** The lines of a detection. */
  static boolean holds(TestEvent event, String... lines) {
    return test(rule(event.stream(), lines), event);
  }

  static boolean test(RuleSet rules, TestEvent event) {
    boolean direct = rules.detection(0).condition().test(event);
    Hits hits = new Hits();
    rules.matcher(event.stream()).match(event, hits);
    assertEquals(direct, !hits.isEmpty(), "the index agrees with the condition");
    return direct;
  }

  static RuleSet rule(StreamSchema stream, String... lines) {
    return TestRules.compile(TestRules.detection("rule", stream.category(), lines));
  }

  static void assertRefused(String reason, StreamSchema stream, String line) {
    TestRules.assertRefused(
        reason, TestRules.detection("rule", stream.category(), "s:", "  " + line, "condition: s"));
  }
}
