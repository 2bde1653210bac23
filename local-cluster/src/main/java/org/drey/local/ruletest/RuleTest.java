package org.drey.local.ruletest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test inside a rule.
 *
 * @param ruleId the rule
 * @param rule what messages call it
 * @param name the test
 * @param place file and line
 * @param events its events, complete, in a separate token domain
 * @param fires how many findings the rule has to have
 * @param quality that each of them has to have; null for any
 */
record RuleTest(
    String ruleId,
    String rule,
    String name,
    String place,
    List<TestEvent> events,
    long fires,
    @Nullable Double quality) {

  /** An event for a topic. */
  record TestEvent(String topic, ObjectNode fields) {}
}
