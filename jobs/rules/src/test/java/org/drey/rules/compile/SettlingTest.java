package org.drey.rules.compile;

import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;

/** How long a rule waits and keeps its state, and whether it has its own findings. */
class SettlingTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  private static CorrelationRule rule(RuleSet rules, String name) {
    return rules.correlation(TestRules.head(rules, name).index());
  }

  @Test
  void aMonotoneRuleKeepsItsStateForWindowAndLateness() {
    RuleSet rules = compile(PAYMENT, SESSION, temporal("t", "payment, session", "subject"));
    assertTrue(rule(rules, "t").isMonotone());
    assertEquals(DAY + 24 * HOUR, rule(rules, "t").retentionMillis());
  }

  @Test
  void aRuleSettlesAfterTheLargestLatenessOfItsStreams() {
    RuleSet rules = compile(SESSION, fewer("few", "session"));
    assertFalse(rule(rules, "few").isMonotone());
    assertEquals(HOUR, rule(rules, "few").settleMillis());
  }

  @Test
  void aRuleOnARuleThatWaitsWaitsForItToo() {
    RuleSet rules =
        compile(
            SESSION,
            fewer("few", "session"),
            fewer("fewer", "few"),
            count("many", "fewer", "subject"));
    assertEquals(2 * HOUR, rule(rules, "fewer").settleMillis());
    assertEquals(DAY + 3 * HOUR, rule(rules, "many").retentionMillis());
  }

  @Test
  void aRuleOnARuleThatDoesNotWaitWaitsForWhatThatIsBuiltOn() {
    RuleSet rules =
        compile(
            SESSION,
            fewer("few", "session"),
            count("many", "few", "subject"),
            fewer("fewer", "many"));
    assertEquals(2 * HOUR, rule(rules, "fewer").settleMillis());
  }

  @Test
  void theOutageAllowanceIsPartOfEverySettleTime() {
    RuleSet rules =
        TestRules.compile(
            Duration.ofHours(5), SESSION, fewer("few", "session"), fewer("fewer", "few"));
    assertEquals(6 * HOUR, rules.detection(0).head().settleMillis());
    assertEquals(6 * HOUR, rule(rules, "few").settleMillis());
    assertEquals(12 * HOUR, rule(rules, "fewer").settleMillis());
  }

  @Test
  void aRuleOnARuleThatDoesNotWaitWaitsForTheStreamOnly() {
    RuleSet rules = compile(SESSION, count("many", "session", "subject"), fewer("few", "many"));
    assertEquals(HOUR, rule(rules, "few").settleMillis());
  }

  private static String fewer(String name, String of) {
    return correlation(
        name,
        "type: event_count",
        "rules: [" + of + "]",
        "group-by: [subject]",
        "timespan: 1d",
        "condition:",
        "  lt: 3");
  }

  @Test
  void aBuildingBlockYieldsNothing() {
    RuleSet rules = compile(PAYMENT, SESSION, count("c", "payment", "subject"));
    assertEquals(List.of("session", "c"), yielding(rules));
  }

  @Test
  void aBuildingBlockYieldsIfItsUserSaysGenerate() {
    String user = count("c", "payment", "subject");
    assertEquals(List.of("payment", "c"), yielding(compile(PAYMENT, user + "generate: true\n")));
    assertEquals(List.of("c"), yielding(compile(PAYMENT, user + "generate: false\n")));
  }

  @Test
  void aBuildingBlockThatIsScoredYields() {
    String scored =
        PAYMENT
            + TestRules.drey(
                "X-1",
                "payer",
                "subject",
                "points: 1",
                "strength: 1",
                "half_life: 1d",
                "family: PAYNET");
    RuleSet rules = compile(scored, count("a", "payment", "subject"), count("b", "a", "subject"));
    assertEquals(List.of("payment", "b"), yielding(rules));
  }

  private static List<String> yielding(RuleSet rules) {
    return rules.heads().stream().filter(RuleHead::yields).map(RuleHead::name).toList();
  }
}
