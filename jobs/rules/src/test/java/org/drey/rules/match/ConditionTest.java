package org.drey.rules.match;

import static org.drey.rules.TestStreams.PAYMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections yes_1, yes_2 and _yes hold, no_1 and no_2 do not. */
class ConditionTest {
  private static final TestEvent EVENT = TestEvent.on(PAYMENTS).with("payee", "q");

  private static String[] selections(String condition) {
    return new String[] {
      "yes_1:",
      "  payee: q",
      "yes_2:",
      "  payee: q*",
      "no_1:",
      "  payee: r",
      "no_2:",
      "  payee: s",
      "_yes:",
      "  payee: q",
      "condition: " + condition
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "yes_1                               ~ true",
        "no_1                                ~ false",
        "not no_1                            ~ true",
        "not not yes_1                       ~ true",
        "NOT yes_1                           ~ false",
        "yes_1 and no_1                      ~ false",
        "yes_1 AND yes_2                     ~ true",
        "no_1 or yes_1                       ~ true",
        "no_1 OR no_2                        ~ false",
        "yes_1 or no_1 and no_2              ~ true",
        "no_1 and no_2 or yes_1              ~ true",
        "(yes_1 or no_1) and no_2            ~ false",
        "no_1 and (no_2 or yes_1)            ~ false",
        "not no_1 and no_2                   ~ false",
        "not (no_1 and no_2)                 ~ true",
        "not no_1 or yes_1                   ~ true",
        "not (no_1 or yes_1)                 ~ false",
        "((yes_1))                           ~ true",
        "(yes_1)and(yes_2)                   ~ true",
        "1 of yes_*                          ~ true",
        "1 of no_*                           ~ false",
        "1 of no_1                           ~ false",
        "any of *_1                          ~ true",
        "all of yes_*                        ~ true",
        "all of *_1                          ~ false",
        "all of yes_?                        ~ true",
        "1 of them                           ~ true",
        "all of them                         ~ false",
        "ALL OF yes_*                        ~ true",
        "not 1 of no_*                       ~ true",
        "not all of *_1                      ~ true",
        "not 1 of no_* and yes_1             ~ true",
        "1 of no_* or all of yes_*           ~ true",
        "1 of _*                             ~ true",
      })
  void aCondition(String condition, boolean expected) {
    assertEquals(expected, Selections.holds(EVENT, selections(condition)));
  }

  @Test
  void aPatternCountsAsTheSelectionsThatItStandsFor() {
    String[] most = selections("1 of *" + " or 1 of *".repeat(199)); // five each time
    assertEquals(true, Selections.holds(EVENT, most));
    TestRules.assertRefused(
        "the condition names more than 1,000 selections",
        TestRules.detection("rule", "payment", selections("1 of *" + " or 1 of *".repeat(200))));
    TestRules.assertRefused(
        "the condition names more than 1,000 selections",
        TestRules.detection("rule", "payment", selections("yes_1" + " or no_1".repeat(1000))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "yes_3                ~ did you mean 'yes_1'",
        "YES_1                ~ which is no selection",
        "yes_1 and            ~ ends where a selection is expected",
        "and yes_1            ~ names 'and'",
        "yes_1 yes_2          ~ 'yes_2' is not expected there",
        "(yes_1               ~ ')' is expected",
        "yes_1)               ~ ')' is not expected there",
        "(yes_1 yes_2)        ~ a ')' is missing",
        "not                  ~ ends where a selection is expected",
        "1 of                 ~ ends where a pattern is expected",
        "1 of maybe_*         ~ no selection is named like 'maybe_*'",
        "all of maybe         ~ no selection is named like 'maybe'",
        "2 of yes_*           ~ names '2'",
        "yes_1 | count() > 3  ~ write a correlation",
        "[yes_1, yes_2]       ~ several conditions in one rule are not supported",
      })
  void aConditionThatIsRefused(String condition, String reason) {
    TestRules.assertRefused(reason, TestRules.detection("rule", "payment", selections(condition)));
  }

  @Test
  void themLeavesOutSelectionsThatBeginWithAnUnderscore() {
    String[] lines = {"_a:", "  payee: q", "b:", "  payee: r", "condition: 1 of them"};
    assertEquals(false, Selections.holds(EVENT, lines));
  }

  @Test
  void aDetectionWithoutAConditionIsRefused() {
    TestRules.assertRefused(
        "condition", TestRules.detection("rule", "payment", "a:", "  payee: q"));
  }

  @Test
  void keywordsAreRefusedWhereNoTextSaysAnything() {
    TestRules.assertRefused(
        "payments has no text to look for keywords in",
        TestRules.detection("rule", "payment", "words: [a, b]", "condition: words"));
  }

  @Test
  void anEmptySelectionIsRefused() {
    TestRules.assertRefused(
        "would match every event",
        TestRules.detection("rule", "payment", "all: {}", "condition: all"));
  }

  @Test
  void aConditionThatIsNestedTooDeepIsRefusedAndNoStackOverflows() {
    String deep = "(".repeat(5000) + "yes_1" + ")".repeat(5000);
    TestRules.assertRefused("too deep", TestRules.detection("r", "payment", selections(deep)));
    String not = "not ".repeat(5000) + "yes_1";
    TestRules.assertRefused("too deep", TestRules.detection("r", "payment", selections(not)));
  }
}
