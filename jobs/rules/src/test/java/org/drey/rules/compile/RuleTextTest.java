package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.every;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.drey.base.Sha256Digests;
import org.drey.rules.TestRules;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;

/** What a rule says to people. */
class RuleTextTest {
  private static final String COUNT = count("counted", "payment", "subject");

  private static String scored(String rule, String... more) {
    List<String> lines =
        new ArrayList<>(List.of("points: 10", "strength: 0.5", "half_life: 30d", "family: PAYNET"));
    lines.addAll(List.of(more));
    return rule + TestRules.drey("X-1", "payer", "subject", lines.toArray(String[]::new));
  }

  private static RuleText text(String... documents) {
    RuleSet rules = compile(documents);
    return rules.head(rules.heads().size() - 1).text();
  }

  @Test
  void wordsOfACountHaveAllPlaces() {
    String words = "{observed} payments within {window}, of which {threshold} is unusual.";
    assertEquals(words, text(PAYMENT, scored(COUNT, "words: '" + words + "'")).words());
    assertNull(text(PAYMENT, scored(COUNT)).words());
  }

  @Test
  void aPlaceThatIsUnknownIsRefusedWithFileAndLine() {
    assertRefused(
        "'words': there is no {observd} for this rule; there is {observed}, {threshold}, {window}",
        PAYMENT,
        scored(COUNT, "words: '{observd} payments'"));
    YamlProblem problem = TestRules.problem(PAYMENT, scored(COUNT, "words: '{x} payments'"));
    assertEquals("rules.yml", problem.file());
    String[] lines =
        String.join("---\n", PAYMENT, scored(COUNT, "words: '{x} payments'")).split("\n", -1);
    assertEquals("  words: '{x} payments'", lines[problem.line() - 1]);
    assertRefused("a brace", PAYMENT, scored(COUNT, "words: 'a {window'"));
    assertRefused("a brace", PAYMENT, scored(COUNT, "words: 'a } b'"));
    assertRefused("there is no {}", PAYMENT, scored(COUNT, "words: 'a {} b'"));
  }

  @Test
  void aPlaceForWhichTheRuleHasNothingIsRefused() {
    assertRefused(
        "no {window} for this rule; there is none",
        scored(every("p", "payment", "subject"), "words: 'within {window}'"));
    assertRefused(
        "no {observed} for this rule; there is {window}",
        PAYMENT,
        SESSION,
        scored(temporal("both", "payment, session", "subject"), "words: '{observed} of them'"));
    assertRefused(
        "no {observed} for this rule; there is none",
        PAYMENT,
        COUNT
            + TestRules.drey(
                "B-1", "payer", "subject", "points: -5", "strength: 1", "words: '{observed}'"));
  }

  @Test
  void wordsAreOneShortLine() {
    assertRefused("expected a text", PAYMENT, scored(COUNT, "words: ' '"));
    assertRefused("one line", PAYMENT, scored(COUNT, "words: \"a\\nb\""));
    assertRefused("one line", PAYMENT, scored(COUNT, "words: \"a\\e[31mb\""));
    assertRefused(
        "at most 300 characters", PAYMENT, scored(COUNT, "words: '" + "a".repeat(301) + "'"));
    assertNotNull(text(PAYMENT, scored(COUNT, "words: '" + "a".repeat(300) + "'")).words());
  }

  @Test
  void eachOfSeveralKindsMayHaveItsOwnWords() {
    String id = "00000000-0000-4000-8000-00000000000";
    RuleSet rules =
        compile(
            """
            title: A report
            name: report
            status: stable
            logsource: {category: signal}
            detection: {selection: {source_tier: INDUSTRY}, condition: selection}
            drey:
              indicator: X-1
              kinds:
                SUBJECT: {id: %sa, track: payer}
                HOST: {id: %sb, track: facilitator, words: This host was reported.}
              entity: entity
              points: 10
              strength: 0.5
              half_life: 30d
              family: PAYNET
              words: This person was reported.
            """
                .formatted(id, id));
    assertEquals("This person was reported.", rules.byId(id + "a").text().words());
    assertEquals("This host was reported.", rules.byId(id + "b").text().words());
  }

  @Test
  void theTextOfARuleIsThatOfItsVersion() {
    RuleSet rules = compile(PAYMENT, scored(COUNT));
    for (RuleHead head : rules.heads()) {
      String document = head.text().document();
      assertEquals(head.version(), Sha256Digests.hex(document).substring(0, 12));
    }
    assertEquals(scored(COUNT).strip(), rules.head(1).text().document());
  }

  @Test
  void lookAlikesAndDescriptionAreKept() {
    RuleText text =
        text(
            every("p", "payment", "subject")
                + "description: What it is\nfalsepositives:\n  - Tutors\n  - Aid workers\n");
    assertEquals("What it is", text.description());
    assertEquals(List.of("Tutors", "Aid workers"), text.lookAlikes());
    assertEquals("", text(PAYMENT).description());
    assertEquals(List.of(), text(PAYMENT).lookAlikes());
  }
}
