package org.drey.local.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.local.compare.RuleChange.Kind;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each change of a rule is named, and what it costs at a restart. */
final class RuleChangeTest {
  private static final String RULES =
      """
      title: A payment to a person
      name: to_person
      status: stable
      logsource: {category: payment}
      detection:
        sent: {payee_kind: PERSON, amount|lte: 200}
        condition: sent
      ---
      title: Payments to several people
      name: to_several
      id: 7c1d8f5e-2b64-4f0a-9a53-6e0b1c7d2f90
      status: stable
      correlation:
        type: value_count
        rules: [to_person]
        group-by: [subject]
        timespan: 30d
        condition: {field: payee, gte: 3}
      drey:
        indicator: EXAMPLE-01
        track: payer
        entity: subject
        points: 20
        strength: 0.5
        half_life: 14d
        family: PAYNET
        words: Paid {observed} people within {window}.
      """;

  private static RuleSet compiled(String text) {
    return StreamRegistry.compile(
        List.of(new RuleFile("rules.yml", text)), DreyConfiguration.DEFAULT);
  }

  private static List<RuleChange> changes(UnaryOperator<String> edit) {
    return RuleChange.between(compiled(RULES), compiled(edit.apply(RULES)));
  }

  @ParameterizedTest
  @CsvSource({
    "'gte: 3', 'gte: 4', THRESHOLD, 0",
    "'points: 20', 'points: 10', POINTS, 0",
    "'Paid {observed}', 'Sent to {observed}', WORDS, 0",
    "'timespan: 30d', 'timespan: 14d', SELECTION, 14",
    "'group-by: [subject]', 'group-by: [subject, payee_country]', SELECTION, 30",
  })
  void aChangeOfACorrelationIsNamedAndOnlyAnotherMeaningStartsCold(
      String text, String instead, Kind kind, int days) {
    assertEquals(
        List.of(
            new RuleChange(
                "7c1d8f5e-2b64-4f0a-9a53-6e0b1c7d2f90",
                "to_several",
                "EXAMPLE-01",
                Set.of(kind),
                TimeUnit.DAYS.toMillis(days))),
        changes(rules -> rules.replace(text, instead)));
  }

  @Test
  void aChangedSelectionStartsWhatIsBuiltOnItCold() {
    List<RuleChange> changes = changes(rules -> rules.replace("amount|lte: 200", "amount|lte: 99"));
    assertEquals(
        List.of("to_person", "to_several"), changes.stream().map(RuleChange::rule).toList());
    assertEquals(Set.of(Kind.SELECTION), changes.get(0).kinds());
    assertEquals(0, changes.get(0).coldMillis());
    assertEquals(Set.of(Kind.BENEATH), changes.get(1).kinds());
    assertEquals(TimeUnit.DAYS.toMillis(30), changes.get(1).coldMillis());
  }

  @Test
  void aRuleThatGoesOnTrialKeepsItsState() {
    List<RuleChange> changes =
        changes(
            rules ->
                rules
                    .replace("9f90\nstatus: stable", "9f90\nstatus: test")
                    .replace("2f90\nstatus: stable", "2f90\nstatus: test"));
    assertEquals(1, changes.size());
    assertEquals(Set.of(Kind.ON_TRIAL), changes.get(0).kinds());
    assertEquals(0, changes.get(0).coldMillis());
  }

  @Test
  void aRuleWithoutACounterpartIsNewOrGone() {
    String both =
        RULES
            + "---\n"
            + RULES
                .substring(RULES.indexOf("---") + 4)
                .replace("to_several", "to_many")
                .replace("7c1d8f5e", "7c1d8f5f")
                .replace("gte: 3", "gte: 9")
                .replace("30d", "60d");
    List<RuleChange> added = RuleChange.between(compiled(RULES), compiled(both));
    List<RuleChange> gone = RuleChange.between(compiled(both), compiled(RULES));
    assertEquals(1, added.size());
    assertEquals(Set.of(Kind.ADDED), added.get(0).kinds());
    assertEquals(TimeUnit.DAYS.toMillis(60), added.get(0).coldMillis());
    assertEquals(1, gone.size());
    assertEquals("to_many", gone.get(0).rule());
    assertEquals(Set.of(Kind.REMOVED), gone.get(0).kinds());
    assertEquals(0, gone.get(0).coldMillis());
  }
}
