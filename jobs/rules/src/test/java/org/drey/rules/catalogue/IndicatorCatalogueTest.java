package org.drey.rules.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.rules.TestRules;
import org.drey.rules.catalogue.IndicatorCatalogue.UnbuiltIndicators;
import org.drey.rules.correlate.KeptObservations;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** Of each indicator of the catalogue a list says what its rules say, or why it has none. */
class IndicatorCatalogueTest {
  private static final IndicatorCatalogue CATALOGUE = IndicatorCatalogue.of(TestRules.CATALOGUE);

  private static final String ROW =
      """
      groups: {PAY: Payments}
      indicators:
        - {id: PAY-03, name: A, missing: b, tracks: [payer], points: 1, streams: [PAYMENT],
            sources: ['A, b, 2020 — given: c']}
      """;

  private static Stream<String> ids(String prefix, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "%s-%02d".formatted(prefix, i));
  }

  private static IndicatorRow row(String id) {
    return CATALOGUE.rows().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private static UnbuiltIndicators read(String yaml, String... built) {
    return UnbuiltIndicators.of(YamlNode.parse("indicators.yml", yaml), Set.of(built));
  }

  private static void assertProblem(String says, String yaml, String... built) {
    ProblemException problem = assertThrows(ProblemException.class, () -> read(yaml, built));
    assertTrue(problem.getMessage().contains(says), problem::getMessage);
  }

  @Test
  void eachIndicatorIsThereOnce() {
    Set<String> all =
        Stream.of(
                ids("PAY", 1, 13),
                ids("PAY", 20, 23),
                ids("PAY", 30, 33),
                ids("LIV", 1, 10),
                ids("LNK", 1, 5),
                ids("DNS", 1, 7),
                ids("REG", 1, 3),
                ids("HST", 1, 2),
                ids("MMS", 1, 1),
                ids("EXT", 1, 3),
                ids("SXV", 1, 6),
                ids("SXM", 1, 4),
                ids("SVC", 1, 3),
                ids("BEN", 1, 9))
            .flatMap(some -> some)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(74, all.size());
    List<String> listed = CATALOGUE.rows().stream().map(IndicatorRow::id).sorted().toList();
    assertEquals(List.copyOf(all), listed);
  }

  @Test
  void eachSaysWhatItRestsOn() {
    for (IndicatorRow row : CATALOGUE.rows()) {
      assertFalse(row.sources().isEmpty(), row.id());
      assertEquals(row.state().isBuilt(), row.why().isEmpty(), row.id());
      assertEquals(row.state().isBuilt(), !row.fields().isEmpty(), row.id());
      assertEquals(row.points() < 0, row.id().startsWith("BEN") && row.points() != 0, row.id());
      assertTrue(CATALOGUE.groups().containsKey(row.prefix()), row.id());
    }
  }

  @Test
  void ofARuleItSaysWhatTheRuleSays() {
    IndicatorRow row = row("PAY-04");
    assertEquals(IndicatorState.LIVE, row.state());
    assertEquals(List.of("payer"), row.tracks());
    assertEquals(22, row.points());
    assertEquals(List.of("PAYMENT"), row.streams());
    assertEquals(
        List.of(
            "payments.amount",
            "payments.channel",
            "payments.cross_border",
            "payments.payee",
            "payments.payee_country",
            "payments.payee_kind",
            "payments.payee_tenure_days",
            "payments.relationship",
            "payments.reported_by",
            "payments.status",
            "payments.subject"),
        row.fields());
    assertEquals(
        "AMLC Philippines, Online sexual exploitation of children: study, 2020",
        row.sources().get(0).document());
    assertTrue(
        row.sources().stream().anyMatch(one -> one.document().startsWith("FATF")),
        "what it is built on rests on");
  }

  @Test
  void fieldsOfAPairAreThoseOfBothStreams() {
    List<String> fields = row("LNK-01").fields();
    assertTrue(
        fields.containsAll(List.of("payments.payee", "livestream-sessions.payout")),
        fields::toString);
    assertFalse(fields.contains("livestream-sessions.payee"), fields::toString);
    assertEquals(List.of("payer", "facilitator"), row("LNK-01").tracks());
  }

  @Test
  void aFindingsFieldsAreThoseOfTheEventsBelow() {
    List<String> fields = row("SXM-03").fields();
    assertTrue(fields.contains("payments.payee"), fields::toString);
    assertTrue(fields.contains("payments.payer_age_band"), fields::toString);
  }

  @Test
  void aReportIsReadWithItsConfidenceAndExpiry() {
    List<String> fields = row("EXT-01").fields();
    for (String name : List.of("confidence", "entity", "entity_kind", "expires_at")) {
      assertTrue(fields.contains("external-signals." + name), fields::toString);
    }
    assertEquals(List.of("payer", "facilitator", "entity"), row("EXT-01").tracks());
    assertEquals("Report of a trusted flagger", row("EXT-01").name());
  }

  private static long days(double days) {
    return (long) (days * Duration.ofDays(1).toMillis());
  }

  /**
   * A window of 30 days, a day of lateness and one of allowance are 32. A look comes 6 hours later
   * at most, and half of that besides is 48 days and 9 hours.
   */
  @Test
  void itSaysWhatIsKeptOfWhomAndHowLong() {
    IndicatorRow row = row("PAY-04");
    KeptEvents ofMonth = row.keptEvents().get(0);
    assertEquals(
        new KeptEvents(
            "subject",
            List.of("payments.subject"),
            List.of("payments.payee", "payments.payee_country"),
            new KeptObservations(true, 0, days(32), days(48.375))),
        ofMonth);
    assertEquals(
        List.of(ofMonth.kept(), new KeptObservations(true, 0, days(92), days(138.375))),
        row.keptEvents().stream().map(KeptEvents::kept).toList());
    KeptFindings findings =
        new KeptFindings("subject", List.of("payments.subject"), "payer", true, days(300));
    assertEquals(List.of(findings), row.keptFindings());
  }

  /** Three of the latest, which one more would complete, are no finding; four observed are. */
  @Test
  void ofBenignLookAlikesNoMoreIsKeptThanDecides() {
    IndicatorRow row = row("BEN-01");
    assertEquals(
        List.of(new KeptObservations(false, 4, days(182), days(273.375))),
        row.keptEvents().stream().map(KeptEvents::kept).toList());
    assertEquals(List.of("payments.payee"), row.keptEvents().get(0).fields());
    assertEquals(
        List.of(
            new KeptFindings(
                "subject", List.of("payments.subject"), "payer", false, days(180) - 1)),
        row.keptFindings());
  }

  /** The pair is with the one of both whom fewer others meet; each of both is scored. */
  @Test
  void aPairIsKeptOfOneAndFoundOfBoth() {
    IndicatorRow row = row("LNK-01");
    assertEquals(
        List.of(List.of("livestream-sessions.subject", "payments.subject")),
        row.keptEvents().stream().map(KeptEvents::namedBy).toList());
    assertEquals(
        List.of("payer", "facilitator"),
        row.keptFindings().stream().map(KeptFindings::track).toList());
    assertEquals(
        List.of("livestream-sessions.payout", "payments.payee"),
        row.keptFindings().get(1).namedBy());
  }

  @Test
  void aReportIsKeptAsAFindingAlone() {
    IndicatorRow row = row("EXT-01");
    assertEquals(List.of(), row.keptEvents());
    assertEquals(
        new KeptFindings(
            KeptEvents.ANY_KIND, List.of("external-signals.entity"), "payer", true, days(1800)),
        row.keptFindings().get(0));
  }

  @Test
  void whatHasARuleHasNoRow() {
    assertEquals(1, read(ROW).rows().size());
    assertProblem("indicators.yml:3: PAY-03 has a rule: remove the row", ROW, "PAY-03");
  }

  @Test
  void aRowSaysEitherWhatIsMissingOrWhyItIsLeftOut() {
    assertProblem("either 'missing' or 'left_out'", ROW.replace("missing: b, ", ""));
    assertProblem("either 'missing' or 'left_out'", ROW.replace("name: A", "name: A, left_out: c"));
    assertProblem("a source is", ROW.replace("given", "heard"));
    assertProblem("'groups' has no SXV", ROW.replace("PAY-03", "SXV-03"));
    assertProblem(
        "PAY-03 has two rows", ROW + ROW.lines().skip(2).reduce("", (a, b) -> a + b + "\n"));
  }

  @Test
  void thoseInSomeStatesAreCounted() {
    IndicatorCatalogue few =
        new IndicatorCatalogue(
            CATALOGUE.groups(), List.of(row("PAY-01"), row("PAY-03"), row("DNS-01")));
    assertEquals("3 indicators: 1 live, 1 not built, 1 left out", few.counts());
    assertEquals(List.of("Payments", "DNS"), List.copyOf(few.byGroup().keySet()));
  }
}
