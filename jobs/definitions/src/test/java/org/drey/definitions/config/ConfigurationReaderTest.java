package org.drey.definitions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.definitions.config.DreyConfiguration.Rate;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.AlertEnd;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.score.Band;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.LimitedYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configuration file: nothing in it is without effect, and what is wrong is reported with its
 * place.
 */
final class ConfigurationReaderTest {
  @TempDir Path folder;

  private static DreyConfiguration read(String yaml) {
    return new ConfigurationReader("config.yaml").read(yaml);
  }

  private static void assertRefused(String yaml, String... parts) {
    String message =
        assertThrows(InvalidConfigurationException.class, () -> read(yaml)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "expected '" + part + "' in: " + message);
    }
  }

  @Test
  void anOperatorHasTheirOwnFamilies() {
    FamilyCaps families = read("families: {OWN: 7.5, OTHER: 0}").families();
    assertEquals(7.5, families.points().get("OWN"));
    assertEquals(0, families.points().get("OTHER"));
    assertEquals(32, families.points().get("PAYNET"));
    assertEquals(FamilyCaps.CATALOGUE, read("families:").families());
    String rule =
        """
        title: Paid
        logsource: {category: payment}
        detection: {it: {status: COMPLETED}, condition: it}
        drey: {indicator: X, track: payer, entity: subject, points: 9, strength: 1, half_life: 1d, family: OWN}
        """;
    RuleSet rules =
        StreamRegistry.compile(
            List.of(new RuleFile("own.yml", rule)), read("families: {OWN: 7.5}"));
    assertEquals(new ScoringPart.Family("OWN", 7.5), rules.head(0).scoring().family());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "OWN: many       ~ expected a number",
        "OWN: -1         ~ from 0 to 100 points",
        "OWN: 100.1      ~ from 0 to 100 points",
        "own: 1          ~ 'own' is no name of a family",
        "PAYNET: 40      ~ the family 'PAYNET' is of the catalogue",
        "OWN: 1, OWN: 2  ~ appears twice",
      })
  void aFamilyThatCannotBeIsRefusedWithItsPlace(String family, String reason) {
    assertRefused("families:\n  {" + family + "}", "config.yaml:2: ", reason);
    assertRefused("families: {A234567890123456789012345678901234: 1}", "at most 32 capitals");
  }

  @Test
  void readsAllThatCanBeSet() throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(
        file,
        """
        reference_currency: EUR
        rates:
          - {day: 2026-03-02, currency: USD, rate: 0.91}
        streams:
          payments:
            legal_basis: contract with the firm
            lateness: 2d
            topics:
              - payments-a
              - name: payments-b
                provider: b.example
                token_domain: uk
                lateness: 3d
                legal_basis: another contract
        reference_sets:
          facilitators: [q1, 007]
        blocklist:
          ede_code: 16
          max_age: 90m
        """);
    DreyConfiguration read = DreyConfiguration.read(file);

    assertEquals("EUR", read.referenceCurrency());
    assertEquals(
        List.of(new Rate(LocalDate.of(2026, 3, 2), "USD", new BigDecimal("0.91"))), read.rates());
    DreyConfiguration.Stream payments = read.stream(TopicNames.PAYMENTS);
    assertEquals("contract with the firm", payments.legalBasis());
    assertEquals(Duration.ofDays(2), payments.lateness());
    assertEquals(
        List.of(
            BoundTopic.named("payments-a"),
            new BoundTopic(
                "payments-b", "b.example", "uk", Duration.ofDays(3), "another contract")),
        payments.topics());
    assertEquals(2, read.referenceSets().get("facilitators").size());
    assertEquals(new DreyConfiguration.Blocklists(16, Duration.ofMinutes(90)), read.blocklists());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "rates:\nstreams:\nreference_sets:\n"})
  void whatIsNotSetIsAsUsual(String yaml) {
    assertEquals(DreyConfiguration.DEFAULT, read(yaml));
  }

  @Test
  void secondEyesAreAskedForFromABandOn() {
    assertNull(read("four_eyes:").fourEyesFrom());
    assertEquals(Band.HIGH, read("four_eyes: {from_band: HIGH}").fourEyesFrom());
    assertRefused("four_eyes: {from_band: high}", "[NONE, WATCH, ALERT, HIGH, CRITICAL]");
    assertRefused("four_eyes: {}", "from_band");
    assertRefused("four_eyes: {from: HIGH}", "from_band");
  }

  @Test
  void aSenderHasANameAndAnAddress() {
    assertNull(read("sender:").sender());
    assertEquals(
        new NoticeSender("Example Bank", "trust@bank.example"),
        read("sender: {name: Example Bank, answer_to: trust@bank.example}").sender());
    assertRefused("sender: {name: Example Bank}", "answer_to");
  }

  @Test
  void alertsAreKeptByHowTheyEnded() {
    assertEquals(AlertRetention.USUAL, read("retention:").retention());
    AlertRetention read =
        read("retention: {closed_benign: 90d, closed_confirmed: 1825d, closed_quiet: 180d}")
            .retention();
    assertEquals(Duration.ofDays(90), read.times().get(AlertEnd.CLOSED_BENIGN));
    assertEquals(Duration.ofDays(1_825), read.times().get(AlertEnd.CLOSED_CONFIRMED));
    assertEquals(Duration.ofDays(180), read.times().get(AlertEnd.CLOSED_QUIET));
    assertEquals(Duration.ofDays(730), read.times().get(AlertEnd.WITHDRAWN));
  }

  @Test
  void noAlertIsKeptForLessThanWhatMayChangeIt() {
    assertRefused("retention: {closed_benign: 89d}", "closed_benign is at least 90d");
    assertRefused("retention: {closed_quiet: 179d}", "closed_quiet is at least 180d");
    assertRefused("retention: {withdrawn: 2h}", "Set 90d or more");
    assertRefused("retention: {closed_likely: 3651d}", "at most 3650d");
    assertRefused("retention: {closed_likely: soon}", "expected a time");
    assertRefused("retention: {open: 90d}", "closed_quiet");
    assertRefused("retention: {closed: 90d}", "'closed' is none of [closed_quiet, ");
  }

  @Test
  void findingsGoToATopicOnlyIfTheConfigurationSaysSo() {
    assertEquals(DreyConfiguration.DEFAULT.withFindingsTopic(), read("findings: {topic: true}"));
    assertEquals(DreyConfiguration.DEFAULT, read("findings: {topic: false}"));
    assertRefused("findings: {topics: true}", "topic");
    assertRefused("findings: {topic: maybe}", "true or false");
  }

  @Test
  void aKeyThatIsUnknownIsRefusedWithTheNearestThatIs() {
    assertRefused("rate: []", "config.yaml:1", "unknown key 'rate'", "rates");
    assertRefused("streams:\n  payments:\n    latenes: 1h", ":3", "'latenes'", "lateness");
    assertRefused("rates:\n- {date: 2026-01-01, currency: EUR, rate: 1}", ":2", "'date'", "day");
  }

  @Test
  void aStreamThatIsUnknownIsRefusedWithTheNearestThatIs() {
    assertRefused("streams:\n  payment: {}", ":2", "no stream 'payment'", "payments");
  }

  @ParameterizedTest
  @CsvSource({
    "10m, PT10M",
    "24h, PT24H",
    "30d, P30D",
    "45s, PT45S",
    "1w, P7D",
    "PT90M, PT90M",
    "P1D, P1D"
  })
  void latenessIsATimespanOrAnIsoDuration(String text, Duration lateness) {
    DreyConfiguration read = read("streams: {payments: {lateness: " + text + "}}");
    assertEquals(lateness, read.stream(TopicNames.PAYMENTS).lateness());
    assertEquals(
        lateness,
        read.apply(List.of(StreamRegistry.of(TopicNames.PAYMENTS).schema())).get(0).lateness());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "ten minutes", "-5m", "0m", "PT", "-PT5M", "PT-5M", "[]"})
  void anythingElseIsNoLateness(String text) {
    assertRefused("streams:\n  payments:\n    lateness: " + text, "config.yaml:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "null", "[1]"})
  void aRateIsANumberOverZero(String rate) {
    assertRefused(
        "rates:\n- {day: 2026-01-01, currency: EUR, rate: " + rate + "}", "config.yaml:2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{currency: EUR, rate: 1}",
        "{day: 2026-01-01, rate: 1}",
        "{day: 2026-01-01, currency: EUR}",
        "{day: 2026-13-01, currency: EUR, rate: 1}",
        "{day: yesterday, currency: EUR, rate: 1}"
      })
  void aRateHasADayAndACurrency(String rate) {
    assertRefused("rates:\n- " + rate, "config.yaml:2");
  }

  @ParameterizedTest
  @CsvSource({
    "consent of the customer, true, true",
    "none, true, false",
    "None, true, false",
    "' none ', true, false",
    "'', false, false",
    "null, false, false"
  })
  void aLegalBasisIsDeclaredOrDeclaredToBeNoneOrMissing(
      String basis, boolean declared, boolean there) {
    String text = basis.equals("null") ? "null" : "'" + basis + "'";
    DreyConfiguration read = read("streams: {dns-queries: {legal_basis: " + text + "}}");
    BoundTopic queries = read.sources(TopicNames.DNS_QUERIES).get(0);
    assertEquals(declared, queries.isDeclared());
    assertEquals(there, queries.hasBasis());
  }

  @Test
  void streamsForWhichNothingIsDeclaredAreNamed() {
    DreyConfiguration read =
        read("streams: {payments: {legal_basis: none}, web-requests: {lateness: 1h}}");
    assertEquals(
        List.of(TopicNames.DNS_QUERIES, TopicNames.WEB_REQUESTS),
        read.undeclared(
            List.of(TopicNames.WEB_REQUESTS, TopicNames.PAYMENTS, TopicNames.DNS_QUERIES)));
  }

  @Test
  void whatATopicDoesNotSayIsThatOfItsStream() {
    DreyConfiguration read =
        read(
            """
            streams:
              payments:
                lateness: 2d
                legal_basis: contract
                topics: [a, {name: b, provider: b.example, lateness: 1h, legal_basis: none}]
            """);
    assertEquals(
        List.of(
            new BoundTopic("a", null, null, Duration.ofDays(2), "contract"),
            new BoundTopic("b", "b.example", null, Duration.ofHours(1), "none")),
        read.sources(TopicNames.PAYMENTS));
    assertEquals(
        Duration.ofDays(2),
        read.apply(StreamRegistry.of(TopicNames.PAYMENTS).schema())
            .lateness()); // rules wait for the slowest
    assertEquals(List.of(), read.undeclared(List.of(TopicNames.PAYMENTS)));
  }

  @Test
  void aStreamOfWhichOneTopicIsUndeclaredIsUndeclared() {
    DreyConfiguration read =
        read("streams: {payments: {topics: [{name: a, legal_basis: contract}, b]}}");
    assertEquals(List.of(TopicNames.PAYMENTS), read.undeclared(List.of(TopicNames.PAYMENTS)));
  }

  @Test
  void settingsWithoutEffectAreRefused() {
    assertRefused("streams:\n  alerts: {lateness: 1h}", ":2", "no stream 'alerts'", "payments");
    assertRefused("streams:\n  payments: {lateness: 401d}", ":2", "at most 400 days");
    assertRefused(
        "streams:\n  payments: {topics: [a]}\n  web-requests:\n    topics: [b, {name: a}]",
        ":4",
        "'a' is named twice",
        "topic of payments");
    assertRefused("streams:\n  payments: {topics: [a, a]}", ":2", "'a' is named twice");
    assertRefused("streams:\n  payments: {topics: [alerts]}", ":2", "'alerts'", "something else");
    assertRefused("rates:\n- {day: 2026-01-01, currency: GBP, rate: 2}", ":2", "its rate is 1");
    read("rates: [{day: 2026-01-01, currency: GBP, rate: 1}]");
    read("streams: {payments: {lateness: 400d, topics: [payments]}}");
  }

  @Test
  void ofFlinkWhatNoPromiseRestsOnCanBeSet() {
    assertEquals(
        Map.of("execution.checkpointing.tolerable-failed-checkpoints", "9"),
        read("flink:\n  execution.checkpointing.tolerable-failed-checkpoints: 9").flink());
    assertRefused(
        "flink:\n  execution.checkpointing.mode: AT_LEAST_ONCE", ":2", "cannot be changed");
    assertRefused("flink:\n  pipeline.max-parallelism: 128", ":2", "for ever");
    assertRefused(
        "flink:\n  execution.checkpointing.min-pauze: 1s",
        ":2",
        "did you mean 'execution.checkpointing.min-pause'");
    assertRefused("flink:\n  taskmanager.numberOfTaskSlots: 4", ":2", "Flink's own configuration");
  }

  @Test
  void aTopicHasAName() {
    String topics = "streams:\n  payments:\n    topics:\n    - ";
    assertRefused(topics + "{provider: a.example}", "config.yaml:4", "'name' is missing");
    assertRefused(topics + "two words", "config.yaml:4", "'two words' is no name of a topic");
    assertRefused(topics + "{name: a, provder: b}", "config.yaml:4", "'provder'", "provider");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "text",
        "streams: [payments]",
        "rates: {}",
        "a: {b",
      })
  void yamlOfAnotherShapeIsRefused(String yaml) {
    assertRefused(yaml, "config.yaml:1");
  }

  @Test
  void itIsImmutable() {
    assertThrows(
        UnsupportedOperationException.class,
        () -> DreyConfiguration.DEFAULT.streams().putAll(Map.of()));
  }

  @Test
  void blocklistsHaveTheirOwnSettings() {
    assertEquals(
        new DreyConfiguration.Blocklists(16, Duration.ofHours(36)),
        read("blocklist: {ede_code: 16}").blocklists());
    assertEquals(DreyConfiguration.Blocklists.DEFAULT, read("blocklist:").blocklists());
    assertRefused("blocklist: {ede_code: 17}", "config.yaml:1", "15", "16");
    assertRefused("blocklist: {max_age: soon}", "expected a time such as");
    assertRefused("blocklist: {max_age: PT-1H}", "max_age is not below zero");
    assertRefused("blocklist: {maximum: 1h}", "unknown key 'maximum'");
  }

  @Test
  void whatWouldTakeTooMuchIsRefusedWithItsPlace() throws IOException {
    assertRefused(
        "rates: []\nreference_sets: " + "[".repeat(50_000), "config.yaml:2: nested more than 100");
    String bomb =
        IntStream.rangeClosed(1, 16)
            .mapToObj(i -> "  - &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i - 1, i - 1, i - 1))
            .collect(Collectors.joining("", "rates:\n  - &a0 x\n", ""));
    assertRefused(bomb, "config.yaml:12: more than 100,000 values");

    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "# " + "x".repeat(LimitedYaml.MAX_BYTES));
    assertEquals(
        file + ":1: larger than 1 MiB; split it into several files",
        assertThrows(InvalidConfigurationException.class, () -> DreyConfiguration.read(file))
            .getMessage());
  }

  @Test
  void aSetMayFillTheFile() {
    String hosts =
        IntStream.range(0, 90_000).mapToObj(i -> "h" + i).collect(Collectors.joining(", "));
    DreyConfiguration read = read("reference_sets:\n  known_hosts: [" + hosts + "]\n");
    assertEquals(90_000, read.referenceSets().get("known_hosts").size());
  }
}
