package org.drey.rules.correlate;

import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.TestRules.detection;
import static org.drey.rules.TestRules.every;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.rules.TestEvent;
import org.drey.rules.TestStreams;

/** Rules and events of the correlation tests; times in seconds. */
final class Examples {
  static final String PAYMENT = every("payment", "payment", "subject");
  static final String SESSION = every("session", "livestream", "subject");
  static final String CARD = detection("card", "payment", "s:", "  channel: CARD", "condition: s");
  static final String P2P = detection("p2p", "payment", "s:", "  channel: P2P", "condition: s");
  static final String SMALL =
      detection("small", "payment", "s:", "  amount_minor|lt: 100", "condition: s");

  /** The score, where an event names its device. */
  static final FindingAudience SCORE = FindingAudience.SCORE;

  private Examples() {}

  /** The entity in the details of a test's event, if it has one. */
  static List<String> named(byte[] details) {
    return details.length == 0
        ? List.of()
        : List.of("DEVICE:" + new String(details, StandardCharsets.UTF_8));
  }

  static String count(String name, String of, String groupBy, String timespan, String bound) {
    return correlation(
        name,
        "type: event_count",
        "rules: [" + of + "]",
        "group-by: [" + groupBy + "]",
        "timespan: " + timespan,
        "condition:",
        "  " + bound);
  }

  static String values(String name, String of, String groupBy, String field, String bound) {
    return correlation(
        name,
        "type: value_count",
        "rules: [" + of + "]",
        "group-by: [" + groupBy + "]",
        "timespan: 10s",
        "condition:",
        "  field: " + field,
        "  " + bound);
  }

  static String temporal(String type, String name, String of, String groupBy, String timespan) {
    return correlation(
        name,
        "type: " + type,
        "rules: [" + of + "]",
        "group-by: [" + groupBy + "]",
        "timespan: " + timespan);
  }

  static TestEvent payment(String id, double second) {
    return TestEvent.on(TestStreams.PAYMENTS)
        .at(id, Math.round(second * 1000))
        .with("subject", "p1")
        .with("payee", "q1");
  }

  static TestEvent session(String id, double second) {
    return TestEvent.on(TestStreams.LIVESTREAM)
        .at(id, Math.round(second * 1000))
        .with("subject", "p1")
        .with("payout", "q1");
  }
}
